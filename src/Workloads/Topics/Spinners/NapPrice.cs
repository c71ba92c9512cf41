using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>What it costs a computation to give the event loop a turn after every so many divisions (B10: <c>sleep(0)</c>).</summary>
/// <param name="Times">The computation without naps, and with naps, the most frequent first.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record NapPrice(InBoth Times) : IDisplayable
{
    /// <summary>Measures.</summary>
    /// <param name="napEvery">Divisions between two naps: at least one number, each 1 or more, in any order.</param>
    /// <param name="prime">The number that .NET tests.</param>
    /// <param name="pythonPrime">The number that CPython tests, which takes some twenty times as long for each division.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">No number of divisions was given, or one below 1.</exception>
    public static async Task<NapPrice> MeasureAsync(
        IReadOnlyList<int> napEvery, long prime = 999_999_999_999_989, long pythonPrime = 999_999_999_989, int rounds = 9,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(napEvery);
        if (napEvery.Count == 0 || napEvery.Min() < 1)
            throw new ArgumentException(
                $"Naps come every 1 division or more, and it takes one such number at least; given were: {(napEvery.Count == 0 ? "none" : string.Join(", ", napEvery))}.", nameof(napEvery));
        int[] every = [.. napEvery.Distinct().Order()];
        var ways = new InTurns
        {
            Ways = [Way.Timed("without naps", () => Test(int.MaxValue)),
                .. every.Select(divisions => Way.Timed(Invariant($"naps every {divisions:N0} divisions"), () => Test(divisions)))],
            MaxRounds = rounds, Time = InTurns.LongTime, Decides = static turns => [turns.Compare(turns.Names[1]).AtLeast(1.02)],
        };
        return new(await InBoth.MeasureAsync(ways, "spinners", "naps", new { number = pythonPrime, every, rounds }, cancellationToken)
            .ConfigureAwait(false));

        void Test(int divisions) => EventLoop.Run(_ => NappingPrimality.TestAsync(prime, divisions, cancellationToken));
    }

    /// <inheritdoc/>
    public string ToHtml() => Times.ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();
}
