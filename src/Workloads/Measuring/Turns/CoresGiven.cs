using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>
/// Whether the machine lets two threads compute at the same time, asked right after rounds in which several gained nothing: the cores
/// of a virtual machine may be lent to another one, or be halves of one core, and no count of busy cores tells of it.
/// </summary>
internal static class CoresGiven
{
    /// <summary>Several that share work and take more than this of one's time have gained next to nothing.</summary>
    private const double NoGain = 0.8;

    private const int Rounds = 9, Calls = 100, Size = 24;

    /// <summary>So often cores are asked for again before what wants them is given up, and after such pauses.</summary>
    private const int Patience = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// Measures; and once more when a comparison shows no gain while plain threads have none either, and some seconds later they have.
    /// </summary>
    /// <param name="measure">Measures all rounds.</param>
    /// <param name="decides">What they are to decide; null for nothing.</param>
    /// <param name="control">What two threads take now, in times of one; measured when left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The rounds; those without a gain are in doubt where cores stayed away.</returns>
    public static async Task<Turns> MeasureAsync(
        Func<Task<Turns>> measure, Func<Turns, IEnumerable<Expectation>>? decides, Func<Task<double>>? control = null,
        CancellationToken cancellationToken = default)
    {
        Turns turns = await measure().ConfigureAwait(false);
        if (await MissingAsync().ConfigureAwait(false) is not { } reason)
            return turns;
        if (!await ComeBackAsync(control, cancellationToken).ConfigureAwait(false))
            return turns.WithoutCores(reason);
        turns = await measure().ConfigureAwait(false);
        return await MissingAsync().ConfigureAwait(false) is { } again ? turns.WithoutCores(again) : turns;

        Task<string?> MissingAsync() => turns.Disturbance is null && decides is not null && decides(turns).Any(ShowsNoGain)
            ? CoresGiven.MissingAsync(control, cancellationToken) : Task.FromResult<string?>(null);
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

    /// <summary>Waits some seconds for cores that were missing.</summary>
    /// <param name="control">What two threads take now, in times of one; measured when left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether two plain threads gain again.</returns>
    public static async Task<bool> ComeBackAsync(Func<Task<double>>? control = null, CancellationToken cancellationToken = default)
    {
        for (int asked = 0; asked < Patience; asked++)
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            if (await MissingAsync(control, cancellationToken).ConfigureAwait(false) is null)
                return true;
        }

        return false;
    }

    /// <summary>Whether several gained next to nothing over one, or at least not so much that they keep to a limit.</summary>
    /// <param name="ratio">Their time, in times of one's.</param>
    /// <param name="limit">The limit.</param>
    public static bool ShowsNoGain(Estimate ratio, double limit = NoGain) => ratio.Low > Math.Min(limit, NoGain);

    private static bool ShowsNoGain(Expectation one) =>
        one is { NeedsCores: true, Doubt: null } && ShowsNoGain(one.Measured, one.AtMost ?? NoGain);

    private static async Task<double> ControlAsync(CancellationToken cancellationToken)
    {
        var rounds = new Rounds(SharedWork.OnThreads("one thread", "two", threads: 2, Calls, static () => Fibonacci.Of(Size)));
        while (rounds.Taken < Rounds)
            await rounds.TakeAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return rounds.Compare(1, than: 0).Ratio.Value;
    }
}
