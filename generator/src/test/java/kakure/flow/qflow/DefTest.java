// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import kakure.cosim.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefTest {
  /** The netlist of {@link Small}, routed here and there. */
  static final String TEXT = """
      # a comment ; with signs (
      VERSION 5.6 ;
      DIVIDERCHAR "/" ;
      DESIGN small ;
      UNITS DISTANCE MICRONS 100 ;
      DIEAREA ( -100 -200 ) ( 4900 3800 ) ;
      TRACKS X -480.0 DO 79 STEP 160 LAYER metal2 ;
      VIAS 1 ;
      - post + RECT metal1 ( -240 -40 ) ( 240 40 ) ;
      END VIAS
      COMPONENTS 11 ;
      - NAND2X1_1 NAND2X1 + PLACED ( 0 0 ) S ;
      - NAND2X1_2 NAND2X1 + PLACED ( 480 0 ) FS ;
      - NAND2X1_3 NAND2X1 + PLACED ( 960 0 ) N ;
      - NAND2X1_4 NAND2X1 + PLACED ( 1440 0 ) N ;
      - BUFX2_1 BUFX2 + PLACED ( 0 2000 ) E ;
      - BUFX2_2 BUFX2 + PLACED ( 480 2000 ) N ;
      - BUFX2_3 BUFX2 + PLACED ( 960 2000 ) N ;
      - BUFX2_4 BUFX2 + PLACED ( 1440 2000 ) N ;
      - BUFX2_5 BUFX2 + FIXED ( 1920 2000 ) N ;
      - BUFX2_6 BUFX2 + PLACED ( 2560 2000 ) N ;
      - FILL_1 FILL + PLACED ( 2400 2000 ) N ;
      END COMPONENTS
      PINS 3 ;
      - vdd + NET vdd
        + LAYER metal4 ( -240 -120 ) ( 240 120 )
        + PLACED ( 2880 -200 ) N ;
      - a[0] + NET a[0] + LAYER metal2 ( -30 -30 ) ( 30 30 ) + PLACED ( 320 3800 ) N ;
      - y + NET y + LAYER metal2 ( -30 -30 ) ( 30 30 ) + PLACED ( 640 3800 ) N ;
      END PINS
      NETS 16 ;
      - a[0]
        ( PIN a[0] )
        ( NAND2X1_1 A )
      + ROUTED metal2 ( 320 3800 ) ( * 3000 ) M3_M2
        NEW metal3 ( 320 3000 ) ( 920 * ) ( * 2800 ) M3_M2
        NEW metal1 ( 920 2800 ) M2_M1 ;
      - a[1] ( PIN a[1] ) ( NAND2X1_1 B ) ;
      - y ( PIN y ) ( NAND2X1_1 Y ) ( NAND2X1_2 A ) ( BUFX2_4 A ) + USE SIGNAL ;
      - b ( PIN b ) ( NAND2X1_2 B ) ( BUFX2_3 A ) ;
      - n7 ( NAND2X1_2 Y ) ( NAND2X1_3 A ) ( NAND2X1_3 B ) ;
      - z ( PIN z ) ( NAND2X1_3 Y ) ( NAND2X1_4 A ) ;
      - n_vdd_0 ( NAND2X1_4 B ) ( BUFX2_5 Y ) ;
      - w ( PIN w ) ( NAND2X1_4 Y ) ;
      - vdd ( BUFX2_1 A ) ( BUFX2_5 A ) + ROUTED metal1 ( 100 100 ) ( 300 * ) ;
      - gnd ( BUFX2_2 A ) ;
      - one ( PIN one ) ( BUFX2_1 Y ) ;
      - zero ( PIN zero ) ( BUFX2_2 Y ) ;
      - pass ( PIN pass ) ( BUFX2_3 Y ) ;
      - again ( PIN again ) ( BUFX2_4 Y ) ;
      - lone ( PIN lone ) ( BUFX2_6 A ) ;
      - n_open_0 ( BUFX2_6 Y ) ;
      END NETS
      SPECIALNETS 2 ;
      - y + ROUTED metal1 80 ( 8450 4400 ) ( 8540 * ) ;
      - vdd + FIXED metal1 80 ( 2880 100 ) ( * * ) post
        NEW metal4 480 ( 2880 -200 ) ( * 3800 ) ;
      END SPECIALNETS
      END DESIGN
      """;

  private static List<String> differences(String text) {
    return DefReader.of("small.def", text).differences(Small.gates(), "FILL", 4);
  }

  @Test
  void cellsPinsAndWiresAreInMicrometres() {
    var def = DefReader.of("small.def", TEXT);
    assertThat(def.design()).isEqualTo("small");
    assertThat(def.die()).isEqualTo(new Def.Box(-1, -2, 49, 38));
    assertThat(def.die().area()).isEqualTo(2000);
    assertThat(def.cells()).hasSize(11).contains(new Def.Cell("NAND2X1_2", "NAND2X1", 4.8, 0, "FS"), new Def.Cell("BUFX2_5", "BUFX2", 19.2, 20, "N"));
    assertThat(def.pins()).hasSize(3).contains(new Def.Pin("vdd", 28.8, -2));
    assertThat(def.wirelength()).isEqualTo(8 + 6 + 2 + 2 + .9, offset(1e-9));
    assertThat(def.wires()).filteredOn(Def.Wire::special).containsExactly(new Def.Wire("vdd", "metal4", true, 28.8, -2, 28.8, 38));
  }

  @Test
  void theNetlistItselfHasNoDifferences() {
    assertThat(differences(TEXT)).isEmpty();
  }

  /** What netgen would let pass is told here by name. */
  @Test
  void everyOtherNetlistIsAnother() {
    assertThat(differences(TEXT.replace("( NAND2X1_1 A )", "( NAND2X1_1 T )").replace("( NAND2X1_1 B )", "( NAND2X1_1 A )").replace("( NAND2X1_1 T )", "( NAND2X1_1 B )"))).as("inputs exchanged")
        .containsExactly("pin NAND2X1_1/A is a[1], a[0] in the netlist", "pin NAND2X1_1/B is a[0], a[1] in the netlist");
    assertThat(differences(TEXT.replace("- vdd ( BUFX2_1 A )", "- vdd").replace("- gnd ", "- gnd ( BUFX2_1 A ) "))).as("a constant").containsExactly("pin BUFX2_1/A is gnd, vdd in the netlist");
    assertThat(differences(TEXT.replace("- lone ( PIN lone )", "- Lone ( PIN lone )"))).as("another case").containsExactly("pin BUFX2_6/A is Lone, lone in the netlist", "pin PIN/lone is Lone, lone in the netlist");
    assertThat(differences(TEXT.replace("- BUFX2_5 BUFX2 ", "- BUFX2_5 BUFX4 "))).as("another cell").containsExactly("cell BUFX2_5 is BUFX4, BUFX2 in the netlist");
    assertThat(differences(TEXT.replace("- again ( PIN again ) ( BUFX2_4 Y ) ;\n", ""))).as("a net is gone").containsExactly("pin BUFX2_4/Y is missing, again in the netlist", "pin PIN/again is missing, again in the netlist");
    assertThat(differences(TEXT.replace("- FILL_1 FILL ", "- FILL_1 NAND2X1 "))).as("a cell too many").containsExactly("cell FILL_1 is NAND2X1, and the netlist has none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DESIGN", "DESIGN ;", "UNITS DISTANCE ;", "END DESIGN", "DESIGN a ; DIEAREA ( 0 0 ) ( 1 1 ) ; END DESIGN", "UNITS DISTANCE MICRONS 0 ; DIEAREA ( 0 0 ) ( 1 1 ) ;", "UNITS DISTANCE MICRONS x ;",
      "UNITS DISTANCE MICRONS 1 ; DIEAREA ( 0 0 ) ;", "COMPONENTS 1 ; - a b ; END COMPONENTS", "COMPONENTS 1 ; a b ;", "COMPONENTS 1 ; - ; END COMPONENTS", "NETS 1 ; END PINS", "UNITS DISTANCE MICRONS 1 ; NETS 1 ; - n ( a b ) ( a b ) ;",
      "UNITS DISTANCE MICRONS 1 ; NETS 1 ; - n + ROUTED ;", "UNITS DISTANCE MICRONS 1 ; NETS 1 ; - n + ROUTED m ( 1 ;", "UNITS DISTANCE MICRONS 1 ; NETS 1 ; - n + ROUTED m ( * 1 ) ;"})
  void whatIsDamagedIsRefusedWithItsLine(String text) {
    assertThatThrownBy(() -> DefReader.of("x.def", text)).isInstanceOf(ToolException.class).hasMessageStartingWith("x.def, line 1: ");
  }

  @Test
  void theDrawingIsTheSameForTheSameLayout() {
    var picture = new Picture(DefReader.of("small.def", TEXT), Small.LEF, "FILL", "small & <more>");
    assertThat(picture.svg()).isEqualTo(picture.svg()).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" ").contains("M3.2 38V30", "M3.2 30H9.2", "M0 20h20v4.8h-20z", "M24 20h1.6v20h-1.6z", "small &amp; &lt;more&gt;").doesNotContain("longest").endsWith("</svg>\n");
  }

  @Test
  void ofVeryManyWiresTheLongestAreDrawn() {
    var text = new StringBuilder("UNITS DISTANCE MICRONS 1 ; DESIGN d ; DIEAREA ( 0 0 ) ( 100 100 ) ; NETS 1 ; - n + ROUTED m1 ( 0 0 ) ( 90 0 )");
    for (int i = 0; i < 40_000; i++) text.append(" NEW m1 ( 1 1 ) ( 1 2 )");
    var svg = new Picture(DefReader.of("d.def", text.append(" ; END NETS END DESIGN").toString()), Small.LEF, "FILL", "d").svg();
    assertThat(svg).contains("the longest 30000 of 40001 pieces of wire are drawn", "M0 0H90").hasSizeLessThan(1 << 20);
  }
}
