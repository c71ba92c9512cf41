using Microsoft.Playwright;

namespace Workloads.Notebooks.Tests;

/// <summary>
/// The page of the races, run for real with small parameters and opened in a browser: a schedule that loses updates is stepped through.
/// </summary>
public class SchedulePageTests
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>
    /// How long the browser's start and each step in it may take, in milliseconds: on a busy machine the usual half minute is little.
    /// </summary>
    private const float Patience = 120_000;

    [Fact(Timeout = 600_000)]
    public async Task The_schedule_that_loses_updates_is_played_step_by_step_and_stands_whole_where_no_script_runs()
    {
        if (!File.Exists(Chromium))
            Required.Skip($"There is no {Chromium}.");
        using var scratch = new Scratch();
        var run = await RunnerProgram.RunAsync(scratch, RealNotebooks.Path("3-futures-threads-async/races.dib"), "--smoke");
        Assert.True(run.ExitCode == 0, run.All);
        string page = Directory.EnumerateFiles(Path.Combine(scratch.Folder, "out"), "races.html", SearchOption.AllDirectories).Single();

        using var playwright = await Playwright.CreateAsync();
        await using var browser =
            await playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = Chromium, Timeout = Patience, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
        await PlayAsync(browser, page);
        await ReadAsync(browser, page);
    }

    private static async Task PlayAsync(IBrowser browser, string page)
    {
        await using var context = await browser.NewContextAsync(new() { Offline = true });
        var player = await OpenAsync(context, page);
        int steps = await player.Locator("tbody tr").CountAsync();

        await player.GetByText("step ▶").ClickAsync();
        Assert.Equal(($"step 1 of {steps}", steps - 1),
            (await player.Locator(".steps span").InnerTextAsync(), await player.Locator("tr.later").CountAsync()));

        for (int step = 2; step <= steps; step++)
        {
            await player.GetByText("step ▶").EvaluateAsync("button => button.click()");
            Assert.StartsWith($"{step}", await player.Locator("tr.now td").First.InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("1", await player.Locator("tr.now td").Last.InnerTextAsync()); // of two additions by two threads
        await player.GetByText("◀ back").ClickAsync();
        Assert.Equal(1, await player.Locator("tr.later").CountAsync());
        await player.GetByText("to the end").ClickAsync();
        Assert.Equal(0, await player.Locator("tr.later").CountAsync());
    }

    private static async Task ReadAsync(IBrowser browser, string page)
    {
        await using var context = await browser.NewContextAsync(new() { Offline = true, JavaScriptEnabled = false });
        var player = await OpenAsync(context, page);

        Assert.False(await player.GetByText("step ▶").IsVisibleAsync());
        Assert.True(await player.Locator("tbody tr").Last.IsVisibleAsync());
        Assert.Equal(0, await player.Locator("tr.later").CountAsync());
    }

    private static async Task<ILocator> OpenAsync(IBrowserContext context, string page)
    {
        context.SetDefaultTimeout(Patience);
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(new Uri(page).AbsoluteUri);
        return tab.Locator(".workloads-schedule").First;
    }
}
