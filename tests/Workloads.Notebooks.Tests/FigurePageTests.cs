using System.Text.Json;
using Microsoft.Playwright;

namespace Workloads.Notebooks.Tests;

/// <summary>
/// Figures of every kind in a browser: as VS Code shows an output, which sets it as HTML and makes its scripts anew, and on the
/// runner's page. There is no network, nothing may be asked of one, and no script may fail.
/// </summary>
public sealed class FigurePageTests(FigureGallery gallery) : IClassFixture<FigureGallery>
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>
    /// How long the browser's start and each step in it may take, in milliseconds: on a busy machine the usual half minute is little.
    /// </summary>
    private const float Patience = 120_000;

    /// <summary>How VS Code puts an output into its page: https://github.com/microsoft/vscode, notebook-renderers, domEval.</summary>
    private const string Host = """
        html => {
            const output = document.body.appendChild(document.createElement('div'));
            output.className = 'output';
            output.innerHTML = html;
            for (const old of Array.from(output.getElementsByTagName('script'))) {
                const script = document.createElement('script');
                script.text = old.innerText;
                for (const name of ['type', 'src', 'nonce', 'noModule', 'async']) {
                    const value = old[name] || old.getAttribute(name);
                    if (value) script.setAttribute(name, value);
                }
                output.appendChild(script).parentNode.removeChild(script);
            }
        }
        """;

    /// <summary>
    /// Labels that overlap another or leave their drawing. A text's box is higher than its letters, so that three pixels at its top and
    /// its bottom do not count.
    /// </summary>
    private const string Trouble = """
        () => {
            const found = [];
            for (const drawing of document.querySelectorAll('svg')) {
                const all = drawing.getBoundingClientRect();
                if (all.width < 20) continue;
                const labels = Array.from(drawing.querySelectorAll('text')).map(text => ({ text: text.textContent, box: text.getBoundingClientRect() })).filter(label => label.box.width > 0);
                for (const { text, box } of labels)
                    if (box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 3 || box.bottom > all.bottom + 3)
                        found.push(`'${text}' leaves its drawing at ${innerWidth} px`);
                for (let a = 0; a < labels.length; a++)
                    for (let b = a + 1; b < labels.length; b++) {
                        const one = labels[a].box, other = labels[b].box;
                        if (one.left + 1 < other.right && other.left + 1 < one.right && one.top + 3 < other.bottom - 3 && other.top + 3 < one.bottom - 3)
                            found.push(`'${labels[a].text}' overlaps '${labels[b].text}' at ${innerWidth} px`);
                    }
            }
            return found;
        }
        """;

    [Fact(Timeout = 600_000)]
    public async Task No_label_overlaps_another_or_leaves_its_figure_at_three_widths_in_light_and_dark()
    {
        await using var browser = await Browser.StartAsync();
        foreach (var (theme, scripted) in new[] { ("vscode-light", true), ("vscode-dark", true), ("vscode-light", false) })
        {
            var tab = await browser.OpenAsync(theme, gallery.Kinds.Select(gallery.Output), scripted);
            foreach (int width in (int[])[400, 1000, 1600])
            {
                await tab.SetViewportSizeAsync(width, 900);

                Assert.Empty(await tab.EvaluateAsync<string[]>(Trouble));
                Assert.True(await tab.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                    $"The outputs are wider than {width} px.");
            }
        }

        Assert.Empty(browser.Trouble);
    }

    [Fact(Timeout = 300_000)]
    public async Task The_runner_s_page_has_each_style_and_script_once_and_every_figure_lives()
    {
        await using var browser = await Browser.StartAsync();
        var tab = await browser.OpenAsync(new Uri(gallery.Page).AbsoluteUri);

        int figures = await tab.Locator("figure.wl-f").CountAsync();
        Assert.Equal(figures, await tab.Locator("figure.wl-f[data-on]").CountAsync());
        Assert.Equal(2, await tab.Locator(".wl-x[data-on]").CountAsync());
        Assert.True(await tab.EvaluateAsync<bool>(
            "[...document.querySelectorAll('style, script')].every((one, index, all) => all.findIndex(other => other.outerHTML == one.outerHTML) == index)"));
        Assert.Empty(await tab.EvaluateAsync<string[]>(Trouble));
        Assert.Empty(browser.Trouble);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_point_says_what_it_is_under_the_pointer_and_by_keys_and_a_click_pins_it()
    {
        await using var browser = await Browser.StartAsync();
        var tab = await browser.OpenAsync("vscode-light", [gallery.Output("lines")]);
        var drawing = tab.Locator("figure svg:visible").First;
        var tips = tab.Locator(".wl-tip");

        await drawing.Locator("[data-s='0'] use").Nth(2).HoverAsync();
        Assert.StartsWith("sequential\nsize of fib: 10\ntime: ", await tips.Last.EvaluateAsync<string>("tip => tip.textContent"),
            StringComparison.Ordinal);
        await drawing.Locator("[data-s='0'] use").Nth(2).ClickAsync();
        await tab.Mouse.MoveAsync(1, 1);
        Assert.Equal(1, await tips.CountAsync());

        await drawing.FocusAsync();
        await tab.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(2, await tips.CountAsync());
        await tab.Keyboard.PressAsync("Enter");
        await tab.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(3, await tips.CountAsync());
        await tab.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await tips.CountAsync());
        Assert.Empty(browser.Trouble);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_name_hides_its_series_and_shows_it_again_by_pointer_and_by_key()
    {
        await using var browser = await Browser.StartAsync();
        var tab = await browser.OpenAsync("vscode-light", [gallery.Output("lines")]);
        var name = tab.Locator("figure svg:visible [data-k='1']").First;
        var series = tab.Locator("figure svg:visible [data-s='1']").First;

        await name.Locator("text").First.ClickAsync();
        Assert.False(await series.IsVisibleAsync());
        Assert.Equal("false", await name.GetAttributeAsync("aria-pressed"));
        await name.FocusAsync();
        await tab.Keyboard.PressAsync("Enter");
        Assert.True(await series.IsVisibleAsync());
        Assert.Empty(browser.Trouble);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_time_axis_is_zoomed_by_buttons_keys_and_dragging_and_shown_whole_again()
    {
        await using var browser = await Browser.StartAsync();
        var tab = await browser.OpenAsync("vscode-light", [gallery.Output("timeline")]);
        var drawing = tab.Locator("figure svg:visible").First;
        Task<string> TicksAsync() => drawing.Locator(".tx").First.EvaluateAsync<string>("ticks => ticks.textContent");
        Task<double> WidthAsync() => drawing.Locator("[data-s] rect").First.EvaluateAsync<double>("span => +span.getAttribute('width')");
        var (whole, narrow) = (await TicksAsync(), await WidthAsync());

        await tab.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
        Assert.Equal(2 * narrow, await WidthAsync(), 2.0);
        Assert.NotEqual(whole, await TicksAsync());
        Assert.Empty(await tab.EvaluateAsync<string[]>(Trouble));

        await tab.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        Assert.Equal((whole, narrow), (await TicksAsync(), Math.Round(await WidthAsync(), 1)));

        await drawing.FocusAsync();
        await tab.Keyboard.PressAsync("+");
        string middle = await TicksAsync();
        await tab.Keyboard.PressAsync("Shift+ArrowRight");
        Assert.NotEqual(middle, await TicksAsync());
        await tab.Keyboard.PressAsync("0");
        Assert.Equal(whole, await TicksAsync());

        var box = (await drawing.BoundingBoxAsync())!;
        await tab.Mouse.MoveAsync(box.X + (box.Width * 0.4f), box.Y + (box.Height * 0.6f));
        await tab.Mouse.DownAsync();
        await tab.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height * 0.6f), new() { Steps = 5 });
        await tab.Mouse.UpAsync();
        Assert.True(await WidthAsync() > 3 * narrow);
        Assert.Empty(browser.Trouble);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_map_is_explored_by_sliders_chips_and_keys_and_says_what_is_chosen_in_the_words_of_the_drawing()
    {
        await using var browser = await Browser.StartAsync();
        var silent = await browser.OpenAsync("vscode-light", [gallery.Output("explore"), gallery.Output("explore-both")], scripted: false);
        string[] drawn = [.. await silent.Locator("p[aria-live]").AllTextContentsAsync()];
        Assert.True(await silent.Locator(".wl-x figure svg").First.IsVisibleAsync());

        var tab = await browser.OpenAsync("vscode-light", [gallery.Output("explore"), gallery.Output("explore-both")]);
        var map = tab.Locator(".wl-x").First;
        var said = map.Locator("p[aria-live]");
        Assert.Equal(drawn, await tab.Locator("p[aria-live]").AllTextContentsAsync());
        Assert.False(await map.Locator("figure").IsVisibleAsync());

        await map.Locator("input").First.FillAsync("5");
        await map.Locator("input").Last.FillAsync("0");
        Assert.StartsWith("fib(25) × 1: ", await said.TextContentAsync(), StringComparison.Ordinal);

        await map.Locator("svg.map").FocusAsync();
        await tab.Keyboard.PressAsync("ArrowLeft");
        await tab.Keyboard.PressAsync("ArrowUp");
        string before = (await said.TextContentAsync())!;
        Assert.StartsWith("fib(20) × 10: ", before, StringComparison.Ordinal);
        Assert.Equal("4", await map.Locator("input").First.InputValueAsync());

        string fastest = before["fib(20) × 10: ".Length..].Split(" is ")[0];
        var chip = map.GetByRole(AriaRole.Button, new() { Name = fastest, Exact = true });
        await chip.ClickAsync();
        Assert.Equal("false", await chip.GetAttributeAsync("aria-pressed"));
        string after = (await said.TextContentAsync())!;
        Assert.StartsWith("fib(20) × 10: ", after, StringComparison.Ordinal);
        Assert.DoesNotContain(fastest + " is ", after, StringComparison.Ordinal);
        await chip.ClickAsync();
        Assert.Equal(before, await said.TextContentAsync());

        // The runtimes side by side, with the last run behind until it is sent away.
        var two = tab.Locator(".wl-x").Last;
        Assert.Equal(2, await two.Locator("svg.map").CountAsync());
        Assert.Contains(" Last run: ", await two.Locator("p[aria-live]").TextContentAsync(), StringComparison.Ordinal);
        await two.GetByRole(AriaRole.Button, new() { Name = "last run" }).ClickAsync();
        Assert.DoesNotContain(" Last run: ", await two.Locator("p[aria-live]").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(browser.Trouble);
    }

    [Fact(Timeout = 300_000)]
    public async Task Raw_rows_unfold_and_download_as_CSV_and_as_JSON()
    {
        await using var browser = await Browser.StartAsync();
        var tab = await browser.OpenAsync("vscode-light", [gallery.Output("table")]);

        await tab.Locator("summary").ClickAsync();
        await tab.Locator("details pre").WaitForAsync();
        string[] csv = (await tab.Locator("details pre").TextContentAsync())!.Trim().Split('\n');
        var download = await tab.RunAndWaitForDownloadAsync(() => tab.GetByText("rows.json").ClickAsync());
        using var stream = await download.CreateReadStreamAsync();
        JsonElement[] rows =
            [.. (await JsonDocument.ParseAsync(stream,
                cancellationToken: TestContext.Current.CancellationToken)).RootElement.EnumerateArray()];

        Assert.Equal("runtime,model,workload,size,callers,workers,repeat,seconds", csv[0]);
        Assert.Equal(csv.Length - 1, rows.Length);
        Assert.Equal(csv[0], string.Join(',', rows[0].EnumerateObject().Select(field => field.Name)));
        Assert.Equal(csv.Skip(1).Select(row => double.Parse(row.Split(',')[^1])),
            rows.Select(row => row.GetProperty("seconds").GetDouble()));
        Assert.Empty(browser.Trouble);
    }

    /// <summary>A browser without a network, and all that went wrong in it.</summary>
    private sealed class Browser(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
    {
        public List<string> Trouble { get; } = [];

        public static async Task<Browser> StartAsync()
        {
            if (!File.Exists(Chromium))
                Required.Skip($"There is no {Chromium}.");
            var playwright = await Playwright.CreateAsync();
            return new(playwright,
                await playwright.Chromium.LaunchAsync(
                    new() { ExecutablePath = Chromium, Timeout = Patience, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] }));
        }

        /// <summary>Opens outputs as VS Code does, below each other.</summary>
        public async Task<IPage> OpenAsync(string theme, IEnumerable<string> outputs, bool scripted = true)
        {
            var tab = await NewTabAsync(scripted);
            string body = scripted ? "" : string.Concat(outputs.Select(output => $"<div class=\"output\">{output}</div>"));
            await tab.SetContentAsync($"<!DOCTYPE html><html lang=\"en\"><body class=\"{theme}\" style=\"margin:8px;--vscode-editor-background:{(theme == "vscode-dark" ? "#1e1e1e" : "#fff")};background:var(--vscode-editor-background);color:{(theme == "vscode-dark" ? "#ccc" : "#333")}\">{body}</body></html>");
            foreach (string output in scripted ? outputs : [])
                await tab.EvaluateAsync(Host, output);
            return tab;
        }

        public async Task<IPage> OpenAsync(string address)
        {
            var tab = await NewTabAsync(scripted: true);
            await tab.GotoAsync(address);
            return tab;
        }

        public async ValueTask DisposeAsync()
        {
            await browser.DisposeAsync();
            playwright.Dispose();
        }

        private async Task<IPage> NewTabAsync(bool scripted)
        {
            var context = await browser.NewContextAsync(
                new() { Offline = true, JavaScriptEnabled = scripted, ViewportSize = new() { Width = 1000, Height = 900 } });
            context.SetDefaultTimeout(Patience);
            var tab = await context.NewPageAsync();
            tab.PageError += (_, error) => Trouble.Add(error);
            tab.Console += (_, message) => Trouble.Add(message.Text);
            tab.Request += (_, request) =>
            {
                if (!request.Url.StartsWith("file:", StringComparison.Ordinal)
                    && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                    Trouble.Add(request.Url);
            };
            return tab;
        }
    }
}
