// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A sweep in its folder: {@code sweep.json} says what its points are, {@code points/NAME.json} what came of each.
 *
 * @param folder is created
 * @param axes shown in its table
 * @param sheet all points
 */
public record Sweep(Path folder, List<String> axes, Sheet sheet) {
  /** Writes the sheet. @throws kakure.BadInput where nothing can be written there */
  public void begin() {
    sheet.write(folder);
  }

  /** Points that are still to be computed, those of one key together. */
  public List<List<Point>> open() {
    return sheet.groups().stream().filter(group -> !group.stream().allMatch(p -> Result.read(folder, p).isPresent())).toList();
  }

  /** What came of every point; one without a result has failed. */
  public List<Result> results() {
    return sheet.points().stream().map(p -> Result.any(folder, p)).toList();
  }

  /** Writes {@code sweep.csv} and, where there is something to show, {@code sweep.png}. @return whether there is a picture */
  public boolean publish(SweepReport report) {
    Staged.write(folder.resolve("sweep.csv"), report.csv());
    Optional<byte[]> picture = SweepPicture.png(report.results());
    picture.ifPresent(png -> Staged.write(folder.resolve("sweep.png"), png));
    return picture.isPresent();
  }
}
