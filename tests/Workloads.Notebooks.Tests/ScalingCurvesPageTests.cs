using Microsoft.Playwright;

namespace Workloads.Notebooks.Tests;

/// <summary>The page of the scaling curves, run for real with small parameters and opened in a browser.</summary>
public class ScalingCurvesPageTests
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>
    /// How long the browser's start and each step in it may take, in milliseconds: on a busy machine the usual half minute is little.
    /// </summary>
    private const float Patience = 120_000;

    private static readonly string[] Models =
        ["sequential", "dedicated threads", "thread pool", "parallel loop", "async tasks", "event loop", "channel workers", "processes"];

    [Fact(Timeout = 600_000)]
    public async Task The_curves_are_drawn_with_every_point_in_light_and_dark_and_ask_nothing_of_a_network()
    {
        if (!File.Exists(Chromium))
            Required.Skip($"There is no {Chromium}.");
        using var scratch = new Scratch();
        var run = await RunnerProgram.RunAsync(
            scratch, RealNotebooks.Path("1-python-then-and-now/scaling-curves.dib"), "--smoke", "--set", "fibSizes=1,3,10", "--set",
            "callerCounts=1,10");
        Assert.True(run.ExitCode == 0, run.All);
        string page = Directory.EnumerateFiles(Path.Combine(scratch.Folder, "out"), "scaling-curves.html", SearchOption.AllDirectories)
            .Single();

        using var playwright = await Playwright.CreateAsync();
        await using var browser =
            await playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = Chromium,
                    Timeout = Patience,
                    Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync"]
                });
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            await DrawnAsync(browser, page, scheme);
    }

    private static async Task DrawnAsync(IBrowser browser, string page, ColorScheme scheme)
    {
        await using var context = await browser.NewContextAsync(new() { ColorScheme = scheme });
        List<string> requests = [];
        context.Request += (_, request) => requests.Add(request.Url);
        var (tab, trouble) = await OpenAsync(context, page);

        var curves = tab.Locator("figure.workloads-figure svg:visible").Filter(new() { Has = tab.Locator("g[data-s='7'] path.l") }).First;
        string[] names = [.. (await curves.Locator("path.l > title").AllTextContentsAsync()).Select(title => title.Split(':')[0])];

        Assert.Equal(Models.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.Equal(Models.Length * 3, await curves.Locator("[data-s] use[aria-label]").CountAsync()); // which the script gave them
        Assert.Equal(1, await tab.Locator(".wl-x[data-on] svg.map").CountAsync());
        Assert.All(requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
        Assert.Empty(trouble);
    }

    private static async Task<(IPage Tab, List<string> Trouble)> OpenAsync(IBrowserContext context, string page)
    {
        context.SetDefaultTimeout(Patience);
        List<string> trouble = [];
        var tab = await context.NewPageAsync();
        tab.PageError += (_, error) => trouble.Add(error);
        tab.RequestFailed += (_, request) => trouble.Add(request.Url);
        tab.Console += (_, message) => trouble.Add(message.Text);
        await tab.GotoAsync(new Uri(page).AbsoluteUri);
        return (tab, trouble);
    }
}
