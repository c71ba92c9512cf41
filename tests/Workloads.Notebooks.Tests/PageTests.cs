using Microsoft.Playwright;

namespace Workloads.Notebooks.Tests;

public class PageTests
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>How long the browser's start and each step in it may take, in milliseconds: on a busy machine the usual half minute is little.</summary>
    private const float Patience = 120_000;

    [Fact(Timeout = 300_000)]
    public async Task Pages_open_without_a_network_in_light_and_dark_and_on_a_phone()
    {
        if (!File.Exists(Chromium))
            Required.Skip($"There is no {Chromium}.");
        using var scratch = new Scratch();
        scratch.Write("notebooks/1-first/a.dib", "#!markdown\n\n# First & foremost\n\nWhat it shows.\n\n## One\n\n#!csharp\n\nHTML(\"<svg id='chart' width='600' height='100'><title>t</title></svg><script>document.body.dataset.ran = 'yes'</script>\")\n\n#!markdown\n\n## Two\n\n#!csharp\n\nConsole.WriteLine(\"<script>document.body.dataset.bad = 'yes'</script>\" + new string('w', 300));\n");
        scratch.Write("notebooks/2-second/b.dib", "#!markdown\n\n# Second\n\n#!csharp\n\nthrow new Exception(\"<img src=x onerror=alert(1)>\");\n");
        var result = await RunnerProgram.RunAsync(scratch, "notebooks");
        Assert.Equal(1, result.ExitCode);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Timeout = Patience, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 390) })
        {
            await using var context = await browser.NewContextAsync(new() { Offline = true, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
            context.SetDefaultTimeout(Patience);
            var page = await context.NewPageAsync();
            List<string> trouble = [];
            page.PageError += (_, e) => trouble.Add(e);
            page.RequestFailed += (_, e) => trouble.Add(e.Url);
            page.Console += (_, e) => trouble.Add(e.Text);

            await page.GotoAsync(new Uri(Path.Combine(scratch.Folder, "out", "index.html")).AbsoluteUri);
            Assert.Equal(["First & foremost", "Second"], await page.Locator(".index .entry a").AllInnerTextsAsync());
            Assert.Contains("b.dib, cell 2, line 1: Exception: <img", await page.Locator(".failed .problems").InnerTextAsync(), StringComparison.Ordinal);
            await page.ClickAsync("text=First & foremost");
            await LoadedAsync(page, "a.html");
            Assert.Equal("yes", await page.EvaluateAsync<string>("document.body.dataset.ran"));
            Assert.Null(await page.EvaluateAsync<string?>("document.body.dataset.bad ?? null"));
            Assert.Equal(["First & foremost", "One", "Two"], await page.Locator(".contents a").AllInnerTextsAsync());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
            var paper = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
            Assert.Equal(scheme == ColorScheme.Light ? "rgb(253, 252, 250)" : "rgb(21, 24, 28)", paper);
            await page.ClickAsync("a[rel=next]");
            await LoadedAsync(page, "b.html");
            Assert.Equal("Second", await page.TitleAsync());
            Assert.Empty(trouble);
        }
    }

    // Asked again and again: who waits for the event of a load may have missed it.
    private static Task LoadedAsync(IPage page, string file) => page.WaitForFunctionAsync(
        "file => location.pathname.endsWith('/' + file) && document.readyState === 'complete'", file, new() { PollingInterval = 50 });
}
