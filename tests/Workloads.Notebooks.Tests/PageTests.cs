using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Workloads.Notebooks.Tests;

public class PageTests
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>
    /// How long the browser's start and each step in it may take, in milliseconds: on a busy machine the usual half minute is little.
    /// </summary>
    private const float Patience = 120_000;

    private const string Verdict = """
        {"id":"A8","document":"000","section":"Scaling","claim":"Threads do not pay. <\/script>","verdicts":[{"runtime":".NET 10.0","verdict":"holds-not","reason":"1.9 times as fast","figures":{"speed-up":"1.9"}},{"runtime":"CPython 3.13","verdict":"holds"}]}
        """;

    // One of everything that a page can hold: headings that end their cell, wide code, tables, console text, a failure, a drawing.
    private static readonly string First = $$""""
        #!markdown

        # First & foremost

        What it shows, with `code`, a [link](b.dib#second), and math $x^2$.

        | | a column | another |
        |---|---|--:|
        | row | {{string.Concat(Enumerable.Repeat("wide ", 60))}} | 1 |

        ## One

        #!csharp

        // A comment that is long enough to pass the column's width, at least where the page is as narrow as a telephone is when it is held upright
        var text = "of some length";
        HTML("""<figure id="f"><style>#f{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="600" height="100" role="img"><title>It falls</title></svg><svg xmlns="http://www.w3.org/2000/svg" style="display:none" data-p="10 20 80 60" viewBox="0 0 100 100"><title>It falls</title><text>words</text><path d="M10 20L90 80"/></svg></figure><script>document.body.dataset.ran = 'yes'</script><table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>""")

        #!csharp

        new[] { new { Name = "a", Value = 1.5 }, new { Name = "b", Value = 2.5 } }

        #!csharp

        HTML("""<p>Threads do pay here.</p><script type="application/json" class="workloads-verdict">{{Verdict}}</script>""")

        #!markdown

        ## Two

        #!csharp

        Console.Error.WriteLine("to the error stream");
        Console.WriteLine("<script>document.body.dataset.bad = 'yes'</script>" + new string('w', 300));
        """";

    private const string Second = "#!markdown\n\n# Second\n\n#!csharp\n\nthrow new Exception(\"<img src=x onerror=alert(1)>\");\n\n#!csharp\n\n1\n";

    [Fact(Timeout = 300_000)]
    public async Task Pages_open_without_a_network_in_light_and_dark_and_on_a_phone()
    {
        using var scratch = new Scratch();
        await RunAsync(scratch);
        await using var browser = await StartAsync();

        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 400) })
        {
            var (page, trouble) = await OpenAsync(browser, scratch, scheme, width);
            Assert.Equal(["First & foremost", "Second"], await page.Locator(".index .entry a").AllInnerTextsAsync());
            Assert.Contains("b.dib, cell 2, line 1: Exception: <img",
                await page.Locator(".failed .problems").InnerTextAsync(), StringComparison.Ordinal);
            await page.ClickAsync("text=First & foremost");
            await LoadedAsync(page, "a.html");
            Assert.Equal("yes", await page.EvaluateAsync<string>("document.body.dataset.ran"));
            Assert.Null(await page.EvaluateAsync<string?>("document.body.dataset.bad ?? null"));
            Assert.Equal(["First & foremost", "One", "Two"], await page.Locator(".contents a").AllInnerTextsAsync());
            var paper = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
            Assert.Equal(scheme == ColorScheme.Light ? "rgb(253, 252, 250)" : "rgb(21, 24, 28)", paper);
            await page.ClickAsync("a[rel=next]");
            await LoadedAsync(page, "b.html");
            Assert.Equal("Second", await page.TitleAsync());
            Assert.Empty(trouble);
        }
    }

    [Theory(Timeout = 300_000)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_can_be_used_by_everybody_and_fit_any_width(ColorScheme scheme)
    {
        using var scratch = new Scratch();
        await RunAsync(scratch);
        await using var browser = await StartAsync();

        foreach (var width in new[] { 400, 1000, 1600 })
        {
            var (page, _) = await OpenAsync(browser, scratch, scheme, width);
            foreach (var file in new[] { "index.html", "notebooks/1-first/a.html", "notebooks/2-second/b.html" })
            {
                await page.GotoAsync(AddressOf(scratch, file));
                await LoadedAsync(page, file);
                await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                var findings = (await page.RunAxe()).Violations.Select(finding => $"{file} at {width}: {finding.Id}: {string.Join(" | ", finding.Nodes.Select(node => node.Html))}");
                Assert.Empty(findings);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{file} at {width} scrolls sideways.");
                Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('pre.code')].every(code => code.scrollWidth <= code.clientWidth)"), $"code of {file} at {width} does not fit.");
            }
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Code_is_folded_and_copied_and_the_index_is_filtered()
    {
        using var scratch = new Scratch();
        await RunAsync(scratch);
        await using var browser = await StartAsync();
        var (page, trouble) = await OpenAsync(browser, scratch, ColorScheme.Light, 1000);

        await page.FillAsync("#filter", "threads");
        var found = await page.Locator("#found").InnerTextAsync();
        var rows = await page.Locator("[data-filter]:visible").AllInnerTextsAsync();
        await page.GotoAsync(AddressOf(scratch, "notebooks/1-first/a.html"));
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Locator(".source").Nth(1).HoverAsync();
        await page.Locator(".copy").Nth(1).ClickAsync();
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await page.ClickAsync("text=Fold code");

        Assert.Equal("1 of 3 found", found);
        Assert.Contains("does not hold", Assert.Single(rows), StringComparison.Ordinal);
        Assert.Equal("new[] { new { Name = \"a\", Value = 1.5 }, new { Name = \"b\", Value = 2.5 } }", copied);
        Assert.Equal(0, await page.Locator("pre.code:visible").CountAsync());
        Assert.Empty(trouble);
    }

    [Fact(Timeout = 300_000)]
    public async Task The_index_and_its_file_hold_every_verdict_with_the_cell_that_shows_it()
    {
        using var scratch = new Scratch();
        await RunAsync(scratch);

        using var claims = JsonDocument.Parse(scratch.Read("out/claims.json"));
        var claim = Assert.Single(claims.RootElement.EnumerateArray());

        Assert.Equal(["id", "document", "section", "claim", "notebook", "cell", "verdicts"],
            claim.EnumerateObject().Select(property => property.Name));
        Assert.Equal("notebooks/1-first/a.dib", claim.GetProperty("notebook").GetString());
        Assert.Equal(4, claim.GetProperty("cell").GetInt32());
        Assert.Equal("holds-not", claim.GetProperty("verdicts")[0].GetProperty("verdict").GetString());
        Assert.Equal("1.9", claim.GetProperty("verdicts")[0].GetProperty("figures").GetProperty("speed-up").GetString());
        Assert.Contains("href=\"notebooks/1-first/a.html#cell-4\"", scratch.Read("out/index.html"), StringComparison.Ordinal);
        PageAddresses.AssertFound(Path.Combine(scratch.Folder, "out", "index.html"));
    }

    [Fact(Timeout = 300_000)]
    public async Task On_paper_no_heading_ends_a_sheet_and_no_row_or_figure_is_cut()
    {
        using var scratch = new Scratch();
        await RunAsync(scratch);
        await using var browser = await StartAsync();
        var (page, _) = await OpenAsync(browser, scratch, ColorScheme.Light, 1000);
        await page.GotoAsync(AddressOf(scratch, "notebooks/1-first/a.html"));
        await LoadedAsync(page, "a.html");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(["avoid"], await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('h1, h2, h3, .prose:has(> h2:last-child)')].map(heading => getComputedStyle(heading).breakAfter))]"));
        Assert.Equal(["avoid"], await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('figure, tr')].map(whole => getComputedStyle(whole).breakInside))]"));
        Assert.Equal(0, await page.Locator(".bar:visible, .contents:visible, .copy:visible").CountAsync());
    }

    [Fact(Timeout = 300_000)]
    public async Task Each_verdict_has_the_figure_nearest_before_it_beside_it_and_its_row_can_be_linked_to()
    {
        using var scratch = new Scratch();
        await RunAsync(scratch);
        string index = scratch.Read("out/index.html"), picture = scratch.Read("out/figures/notebooks/1-first/a-2.svg");

        Assert.Contains("<tr data-filter id=\"A8\">", index, StringComparison.Ordinal);
        Assert.Contains("<a href=\"notebooks/1-first/a.html#cell-2\"><img src=\"figures/notebooks/1-first/a-2.svg\" alt=\"It falls\" ",
            index, StringComparison.Ordinal);
        Assert.Contains("viewBox=\"10 20 80 60\"", picture, StringComparison.Ordinal);
        Assert.Contains("<path d=\"M10 20L90 80\"", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("<text", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("display:none", picture, StringComparison.Ordinal);
    }

    private static async Task RunAsync(Scratch scratch)
    {
        scratch.Write("notebooks/1-first/a.dib", First);
        scratch.Write("notebooks/2-second/b.dib", Second);
        var result = await RunnerProgram.RunAsync(scratch, "notebooks");
        Assert.True(result.ExitCode == 1, result.All);
    }

    private static async Task<IBrowser> StartAsync()
    {
        if (!File.Exists(Chromium))
            Required.Skip($"There is no {Chromium}.");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Timeout = Patience, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
    }

    private static async Task<(IPage Page, List<string> Trouble)> OpenAsync(
        IBrowser browser, Scratch scratch, ColorScheme scheme, int width)
    {
        var context = await browser.NewContextAsync(
            new() { Offline = true, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        List<string> trouble = [];
        page.PageError += (_, e) => trouble.Add(e);
        page.RequestFailed += (_, e) => trouble.Add(e.Url);
        page.Console += (_, e) => trouble.Add(e.Text);
        await page.GotoAsync(AddressOf(scratch, "index.html"));
        return (page, trouble);
    }

    private static string AddressOf(Scratch scratch, string file) => new Uri(Path.Combine(scratch.Folder, "out", file)).AbsoluteUri;

    // Asked again and again: who waits for the event of a load may have missed it.
    private static Task LoadedAsync(IPage page, string file) => page.WaitForFunctionAsync(
        "file => location.pathname.endsWith('/' + file) && document.readyState === 'complete'", file, new() { PollingInterval = 50 });
}
