using Microsoft.DotNet.Interactive.Events;
using Workloads.Measuring;

namespace Workloads.Kernel.Tests;

/// <summary>What a cell of the notebook kernel shows while it measures.</summary>
public sealed class CellBudgetTests : IDisposable
{
    private readonly OneCellKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_cell_shows_how_long_it_may_measure_before_it_does_and_how_long_it_did_in_one_line()
    {
        InTurns three = Of(Way.Timed("a", static token => Task.Delay(1, token)), Way.Timed("b", static token => Task.Delay(1, token)));

        DisplayEvent[] shown = await ShownByAsync(async () =>
        {
            await three.RunAsync();
            await three.RunAsync();
        });

        Assert.Single(shown.OfType<DisplayedValueProduced>());
        Assert.Single(shown.Select(one => one.ValueId).Distinct());
        Assert.Equal("2 ways in turns, up to 3 rounds: 20 s more at most", shown[1].Value);
        Assert.Equal(2, shown.Count(one => one.Value is string text && text.StartsWith("Measured for ", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Between_rounds_that_take_long_a_cell_shows_how_far_it_is()
    {
        InTurns slow = Of(Way.Timed("a", static token => Task.Delay(600, token)));

        DisplayEvent[] shown = await ShownByAsync(() => slow.RunAsync());

        Assert.Contains(shown,
            one => one.Value is string text && text.StartsWith("1 way, up to 3 rounds, 2 done: ", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cell_whose_measurement_fails_still_says_how_long_it_took()
    {
        InTurns failing = Of(new Way("a", static _ => throw new InvalidOperationException("it failed")));

        DisplayEvent[] shown = await ShownByAsync(() => Assert.ThrowsAsync<InvalidOperationException>(() => failing.RunAsync()));

        Assert.StartsWith("Measured for ", shown[^1].Value as string, StringComparison.Ordinal);
    }

    private static InTurns Of(params IReadOnlyList<Way> ways) => new() { Ways = ways, MaxRounds = 3, Time = TimeSpan.FromSeconds(20) };

    private async Task<DisplayEvent[]> ShownByAsync(Func<Task> cell)
    {
        var shown = new List<DisplayEvent>();
        using IDisposable listening = _kernel.Events.Subscribe(one =>
        {
            if (one is DisplayEvent display)
                shown.Add(display);
        });
        await _kernel.RunAsync(cell);
        return [.. shown];
    }
}
