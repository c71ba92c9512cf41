using Microsoft.Playwright;

namespace Workloads.Notebooks.Tests;

/// <summary>The page of the scaling curves, run for real with small parameters and opened in a browser.</summary>
public class ScalingCurvesPageTests
{
    private const string Chromium = "/usr/bin/chromium", CdnPattern = "https://cdn.jsdelivr.net/**";

    /// <summary>How long the browser's start and each step in it may take, in milliseconds: on a busy machine the usual half minute is little.</summary>
    private const float Patience = 120_000;

    private static readonly string[] Models =
        ["sequential", "dedicated threads", "thread pool", "parallel loop", "async tasks", "event loop", "channel workers", "processes"];

    [Fact(Timeout = 600_000)]
    public async Task The_curves_are_drawn_offline_as_SVG_and_online_by_Plotly_with_every_point_in_light_and_dark()
    {
        if (!File.Exists(Chromium))
            Required.Skip($"There is no {Chromium}.");
        string plotly = Path.Combine(RealNotebooks.Repository, "tests", "browser", "node_modules", "plotly.js-basic-dist-min", "plotly-basic.min.js");
        if (!File.Exists(plotly))
            Required.Skip("plotly.js is not here; 'npm ci' in tests/browser brings it.");
        using var scratch = new Scratch();
        var run = await RunnerProgram.RunAsync(
            scratch, RealNotebooks.Path("1-python-then-and-now/scaling-curves.dib"), "--set", "fibSizes=1,3,5", "--set", "callers=20", "--set", "callerCounts=1,10", "--set", "repeats=2", "--set", "maxPythonSize=5");
        Assert.True(run.ExitCode == 0, run.All);
        string page = Directory.EnumerateFiles(Path.Combine(scratch.Folder, "out"), "scaling-curves.html", SearchOption.AllDirectories).Single();

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Timeout = Patience, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await OfflineAsync(browser, page, scheme);
            await OnlineAsync(browser, page, scheme, plotly);
        }
    }

    private static async Task OfflineAsync(IBrowser browser, string page, ColorScheme scheme)
    {
        await using var context = await browser.NewContextAsync(new() { Offline = true, ColorScheme = scheme });
        var (tab, trouble) = await OpenAsync(context, page);

        var curves = tab.Locator("figure.workloads-figure").First;
        var lines = curves.Locator("svg").First.Locator("path.l > title");
        var points = curves.Locator("svg").First.Locator("use.m > title");

        Assert.Equal(0, await tab.Locator(".js-plotly-plot").CountAsync());
        string[] names = [.. (await lines.AllTextContentsAsync()).Select(title => title.Split(':')[0])];
        Assert.Equal(Models, names.Take(Models.Length));
        Assert.All(names.Skip(Models.Length), name => Assert.Contains("(CPython ", name, StringComparison.Ordinal)); // where this machine has one
        Assert.Equal(names.Length * 3, await points.CountAsync());
        Assert.True(await curves.Locator("svg").First.IsVisibleAsync());
        Assert.Empty(trouble);
    }

    private static async Task OnlineAsync(IBrowser browser, string page, ColorScheme scheme, string plotly)
    {
        await using var context = await browser.NewContextAsync(new() { ColorScheme = scheme });
        await context.RouteAsync(CdnPattern, route => route.FulfillAsync(new()
        {
            Path = plotly,
            ContentType = "text/javascript",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Access-Control-Allow-Origin"] = "*" },
        }));
        var (tab, trouble) = await OpenAsync(context, page);

        var plot = tab.Locator("figure.workloads-figure").First.Locator(".js-plotly-plot");
        await plot.Locator("svg.main-svg").First.WaitForAsync();
        string[] traces = await plot.EvaluateAsync<string[]>("plot => plot._fullData.map(trace => [trace.type, trace.name, trace.x.length, trace.y.length].join('|'))");
        string[] axes = await plot.EvaluateAsync<string[]>("plot => [plot._fullLayout.xaxis.type, plot._fullLayout.yaxis.type]");

        Assert.Equal(Models.Select(model => $"scatter|{model}|3|3"), traces.Take(Models.Length));
        Assert.All(traces.Skip(Models.Length), trace => Assert.Matches(@"^scatter\|.* \(CPython .*\)\|3\|3$", trace));
        Assert.Equal(["linear", "log"], axes);
        Assert.False(await tab.Locator("figure.workloads-figure").First.Locator("svg[role=img]").First.IsVisibleAsync());
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
