using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>
/// Rounds go on while they leave something undecided that further ones could decide: as many again as there are, a few times, for some
/// seconds. The looks are few, since each is another chance to take what chance does for an effect.
/// </summary>
internal static class Doubts
{
    /// <summary>How many times as many rounds as the first look had there are at most.</summary>
    private const int Most = 16;

    /// <summary>No rounds are added that would end later than this.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(8);

    /// <summary>Whether further rounds are worth their time.</summary>
    /// <param name="turns">What was measured until now.</param>
    /// <param name="decides">What it is to decide; null for nothing.</param>
    /// <param name="begun">How many rounds the first look had.</param>
    /// <param name="start">When the rounds began, as <see cref="Stopwatch"/> tells it.</param>
    public static bool Remain(Turns turns, Func<Turns, IEnumerable<Expectation>>? decides, int begun, long start) =>
        decides is not null && begun >= InTurns.MinRounds && turns.Disturbance is null && turns.Rounds < Most * begun
        && 2 * Stopwatch.GetElapsedTime(start) <= MostTime
        && decides(turns).Any(one => one is { Ruling: Ruling.Undecided, Doubt: null });
}
