// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.ArithmeticEngine;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.ext.beans.ZeroArgumentNonVoidMethodPolicy;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNotFoundException;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import kakure.CheckFailed;
import kakure.kernel.Block;

/** Renders leaf blocks: the root of a template's data is the block's record, its components and public no-argument methods. */
final class Templates {
  private static final Version VERSION = Configuration.VERSION_2_3_35;
  private static final DefaultObjectWrapper WRAPPER = wrapper();

  /** A template is found where its block's class was, be it in a folder of the user's own. */
  private static final Map<ClassLoader, Configuration> CONFIGURATIONS = new ConcurrentHashMap<>();

  private Templates() {}

  static String render(Block block, EmitOptions options) {
    var path = block.template().orElseThrow();
    return render(path, () -> configuration(block).getTemplate(path), block, options);
  }

  /** A template given as text, for tests. */
  static String render(String path, String source, Block block, EmitOptions options) {
    return render(path, () -> new Template(path, source, configuration(block)), block, options);
  }

  private interface Source {
    Template get() throws IOException;
  }

  private static String render(String path, Source source, Block block, EmitOptions options) {
    try {
      var out = new StringWriter();
      source.get().process(root(block, options), out);
      return out.toString();
    } catch (TemplateNotFoundException e) {
      throw new CheckFailed("template " + path + " of " + block.moduleName() + " is not on the class path\n  do:  let template() name the .v.ftl beside " + block.getClass().getSimpleName() + ".java");
    } catch (ParseException e) {
      throw fault(path, e.getLineNumber(), block, e.getEditorMessage());
    } catch (TemplateException e) {
      throw fault(e.getTemplateSourceName() == null ? path : e.getTemplateSourceName(), e.getLineNumber(), block, e.getMessageWithoutStackTop());
    } catch (IOException e) {
      throw fault(path, null, block, e.getMessage());
    }
  }

  private static CheckFailed fault(String path, Integer line, Block block, String message) {
    return new CheckFailed("template " + path + (line == null ? "" : ":" + line) + " of " + block.moduleName() + ": " + firstLines(message));
  }

  private static TemplateHashModel root(Block block, EmitOptions options) throws TemplateModelException {
    var record = (TemplateHashModel) WRAPPER.wrap(block);
    var edge = new VerilogText(options.edge("clk_i", "rst_ni"));
    return new TemplateHashModel() {
      @Override
      public TemplateModel get(String key) throws TemplateModelException {
        return key.equals("clockEdge") ? edge : record.get(key);
      }

      @Override
      public boolean isEmpty() {
        return false;
      }
    };
  }

  private static String firstLines(String message) {
    return message == null ? "no message" : String.join("\n  ", message.lines().filter(l -> !l.isBlank()).limit(3).toList());
  }

  private static DefaultObjectWrapper wrapper() {
    var builder = new DefaultObjectWrapperBuilder(VERSION);
    builder.setDefaultZeroArgumentNonVoidMethodPolicy(ZeroArgumentNonVoidMethodPolicy.BOTH_METHOD_AND_PROPERTY_UNLESS_BEAN_PROPERTY_READ_METHOD);
    builder.setRecordZeroArgumentNonVoidMethodPolicy(ZeroArgumentNonVoidMethodPolicy.BOTH_METHOD_AND_PROPERTY_UNLESS_BEAN_PROPERTY_READ_METHOD);
    return builder.build();
  }

  private static Configuration configuration(Block block) {
    return CONFIGURATIONS.computeIfAbsent(block.getClass().getClassLoader(), Templates::configuration);
  }

  private static Configuration configuration(ClassLoader loader) {
    var c = new Configuration(VERSION);
    c.setTemplateLoader(new ClassTemplateLoader(loader, ""));
    c.setObjectWrapper(WRAPPER);
    c.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
    c.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    c.setOutputFormat(VerilogFormat.INSTANCE);
    c.setRecognizeStandardFileExtensions(false);
    c.setDefaultEncoding(StandardCharsets.UTF_8.name());
    c.setLocale(Locale.ROOT);
    c.setTimeZone(TimeZone.getTimeZone("UTC"));
    c.setArithmeticEngine(ArithmeticEngine.CONSERVATIVE_ENGINE); // whole numbers stay ints; the other engine makes decimals of them
    c.setNumberFormat("c");
    c.setBooleanFormat("c");
    c.setLocalizedLookup(false);
    c.setAPIBuiltinEnabled(false);
    c.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    c.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    c.setLogTemplateExceptions(false);
    c.setWrapUncheckedExceptions(true);
    return c;
  }
}
