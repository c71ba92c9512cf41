using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>
/// Whether the machine lets two threads compute at the same time, asked right after rounds in which several gained nothing: the cores
/// of a virtual machine may be lent to another one, or be halves of one core, and no count of busy cores tells of it.
/// </summary>
internal static class CoresGiven
{
    /// <summary>Several that share work and take more than this of one's time have gained next to nothing.</summary>
    public const double NoGain = 0.8;

    private const int Rounds = 9, Calls = 100, Size = 24;

    /// <summary>The rounds, whose comparisons without a gain are in doubt where plain threads have none either.</summary>
    /// <param name="turns">The rounds.</param>
    /// <param name="decides">What they are to decide; null for nothing.</param>
    /// <param name="control">What two threads take now, in times of one; measured when left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Turns> CheckedAsync(
        Turns turns, Func<Turns, IEnumerable<Expectation>>? decides, Func<Task<double>>? control = null,
        CancellationToken cancellationToken = default)
    {
        if (turns.Disturbance is not null || decides is null || !decides(turns).Any(ShowsNoGain))
            return turns;
        return await MissingAsync(control, cancellationToken).ConfigureAwait(false) is { } reason ? turns.WithoutCores(reason) : turns;
    }

    /// <summary>Why what gained nothing a moment ago says nothing; null where two plain threads gain now.</summary>
    /// <param name="control">What two threads take now, in times of one; measured when left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<string?> MissingAsync(Func<Task<double>>? control = null, CancellationToken cancellationToken = default)
    {
        double two = await (control?.Invoke() ?? ControlAsync(cancellationToken)).ConfigureAwait(false);
        return two <= NoGain ? null : Invariant(
            $"two plain threads took {Unit.Ratio.Format(two)} the time of one right afterwards. Run it again when the machine gives two cores.");
    }

    private static bool ShowsNoGain(Expectation one) => one is { NeedsCores: true, Doubt: null } && one.Measured.Low > NoGain;

    private static async Task<double> ControlAsync(CancellationToken cancellationToken)
    {
        var rounds = new Rounds(SharedWork.OnThreads("one thread", "two", threads: 2, Calls, static () => Fibonacci.Of(Size)));
        while (rounds.Taken < Rounds)
            await rounds.TakeAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return rounds.Compare(1, than: 0).Ratio.Value;
    }
}
