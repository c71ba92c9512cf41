using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workloads.Notebooks.Tests;

/// <summary>
/// The notebooks whose figures are drawn by Plotly.NET and by XPlot, run for real with small parameters and opened in a browser without a
/// network.
/// </summary>
public sealed partial class LibraryChartTests
{
    private const string Chromium = "/usr/bin/chromium";
    private const float Patience = 120_000;

    private static readonly string[] Few =
        ["--set", "fibSizes=1,3", "--set", "callers=5", "--set", "callerCounts=1,5", "--set", "fibSize=3", "--set", "repeats=1"];

    [Fact(Timeout = 600_000)]
    public async Task Plotly_NET_draws_both_curves_with_the_script_within_and_XPlot_with_a_script_from_elsewhere()
    {
        if (!File.Exists(Chromium))
            Required.Skip($"There is no {Chromium}.");
        using var scratch = new Scratch();
        await RunAsync(scratch, "plotly-net", "--set", "offline=true");
        string plotly = EmbeddedScript().Match(WebUtility.HtmlDecode(Page(scratch, "plotly-net", out _))).Groups["script"].Value;
        Assert.True(plotly.Length > 1_000_000, "The page holds no script of Plotly's.");
        await RunAsync(scratch, "xplot", "--set", "source=" + new Uri(scratch.Write("plotly.js", plotly)).AbsoluteUri);

        using var playwright = await Playwright.CreateAsync();
        await using var browser =
            await playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = Chromium, Timeout = Patience, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
        foreach (string name in (string[])["plotly-net", "xplot"])
        {
            await using var context = await browser.NewContextAsync(new() { Offline = true });
            context.SetDefaultTimeout(Patience);
            var tab = await context.NewPageAsync();
            List<string> trouble = [];
            tab.PageError += (_, error) => trouble.Add(error);
            Page(scratch, name, out string file);
            await tab.GotoAsync(new Uri(file).AbsoluteUri);

            Assert.Equal(2, await tab.Locator("iframe").CountAsync());
            for (int chart = 0; chart < 2; chart++)
            {
                var drawn = tab.Locator("iframe").Nth(chart).ContentFrame.Locator(".js-plotly-plot");
                await drawn.Locator("svg.main-svg").First.WaitForAsync();
                string[] traces = await drawn.EvaluateAsync<string[]>(
                    "plot => plot._fullData.map(trace => [trace.type, trace.name, trace.x.length].join('|'))");
                Assert.Equal("scatter|sequential|2", traces[0]);
                Assert.All(traces, trace => Assert.Matches(@"^scatter\|[a-z ]+\|2$", trace));
            }

            Assert.Equal(2, await tab.Locator("figure.wl-f").CountAsync());
            Assert.Empty(trouble);
        }
    }

    private static async Task RunAsync(Scratch scratch, string name, params string[] more)
    {
        var run = await RunnerProgram.RunAsync(scratch,
            [RealNotebooks.Path($"charts/{name}.dib"), "--out", Path.Combine(scratch.Folder, name), .. Few, .. more]);
        Assert.True(run.ExitCode == 0, run.All);
        if (run.Output.Contains("skipped", StringComparison.Ordinal))
            Required.Skip($"The package source lacks what {name}.dib asks for.");
    }

    private static string Page(Scratch scratch, string name, out string file)
    {
        file = Directory.EnumerateFiles(Path.Combine(scratch.Folder, name), $"{name}.html", SearchOption.AllDirectories).Single();
        return File.ReadAllText(file);
    }

    [GeneratedRegex("<script type=\"text/javascript\" charset=\"utf-8\">(?<script>.*?)</script>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex EmbeddedScript();
}
