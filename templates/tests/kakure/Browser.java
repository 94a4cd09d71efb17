// SPDX-License-Identifier: Apache-2.0
package kakure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Chromium without a screen, driven over its DevTools protocol; a test that wants one is skipped where it is missing. */
public final class Browser implements AutoCloseable {
  private static final long PATIENCE_S = 300;

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  /** Starts it. @param profile an empty folder of its own */
  public Browser(Path profile) throws Exception {
    new ExternalTool("chromium").require();
    this.profile = profile;
    process = new ProcessBuilder("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
        .redirectErrorStream(true).redirectOutput(profile.resolve("log").toFile()).start();
    Path port = profile.resolve("DevToolsActivePort");
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S); !Files.exists(port) || Files.size(port) == 0; Thread.sleep(100)) {
      if (process.isAlive() && System.nanoTime() < end) continue;
      process.destroyForcibly();
      Assumptions.abort("chromium does not start here: " + Files.readString(profile.resolve("log")).lines().reduce("", (a, b) -> b)); // a container may forbid it
    }
    var client = HttpClient.newHttpClient();
    var list = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json")).timeout(Duration.ofSeconds(PATIENCE_S)).build(), HttpResponse.BodyHandlers.ofString()).body();
    JsonNode page = null;
    for (JsonNode target : JsonMapper.shared().readTree(list)) if (target.path("type").asString("").equals("page")) page = target;
    socket = client.newWebSocketBuilder().buildAsync(URI.create(page.path("webSocketDebuggerUrl").asString("")), new Listener()).get(PATIENCE_S, TimeUnit.SECONDS);
    for (var domain : List.of("Page", "Runtime", "Log", "Network")) call(domain + ".enable", Map.of());
  }

  /** Puts messages together and hands them out. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        var message = JsonMapper.shared().readTree(text.toString());
        text.setLength(0);
        take(message);
      }
      ws.request(1);
      return null;
    }
  }

  private void take(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.path("id").asInt()).complete(message);
      return;
    }
    switch (message.path("method").asString("")) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(message.path("params").toString());
      case "Runtime.consoleAPICalled" -> {
        if (message.path("params").path("type").asString("").matches("error|warning")) complaints.add(message.path("params").toString());
      }
      case "Network.requestWillBeSent" -> {
        if (message.path("params").path("request").path("url").asString("").startsWith("http")) complaints.add("asks the network: " + message.path("params").path("request"));
      }
      default -> { }
    }
  }

  private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
    int id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    var message = new LinkedHashMap<String, Object>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    socket.sendText(JsonMapper.shared().writeValueAsString(message), true).get(PATIENCE_S, TimeUnit.SECONDS);
    var said = answer.get(PATIENCE_S, TimeUnit.SECONDS);
    if (said.has("error")) throw new AssertionError(method + ": " + said.path("error"));
    return said.path("result");
  }

  /** Opens a page on a screen of that width. */
  public void open(Path page, int width, int height, boolean dark) throws Exception {
    call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    loaded.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  /** The value of an expression of JavaScript. @throws AssertionError where it throws */
  public JsonNode evaluate(String expression) throws Exception {
    var result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) throw new AssertionError(result.path("exceptionDetails").toString());
    return result.path("result").path("value");
  }

  /** The whole page as PNG. */
  public byte[] picture() throws Exception {
    return Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)).path("data").asString(""));
  }

  /** The page as it would be printed, as PDF. */
  public byte[] print() throws Exception {
    return Base64.getDecoder().decode(call("Page.printToPDF", Map.of("printBackground", true)).path("data").asString(""));
  }

  /** What the console, scripts and the network complained of since the start. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    for (var link : List.of("SingletonSocket", "SingletonLock", "SingletonCookie")) Files.deleteIfExists(profile.resolve(link)); // they lead out of the folder
  }
}
