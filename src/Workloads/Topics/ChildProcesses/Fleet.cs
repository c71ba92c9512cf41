using System.ComponentModel;
using System.Diagnostics;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// Many commands run as children, so many at once: what a system administrator does to a fleet of machines (B15). Nothing
/// that one of them does keeps the others from running.
/// </summary>
/// <param name="maxAtOnce">The most children at the same time: 1 to 256, the cores that this process may use unless set.</param>
/// <param name="timeout">
/// How long each may run before it is ended together with all that it has started: from 1 ms to 24 days; no limit unless set.
/// </param>
public sealed class Fleet(int? maxAtOnce = null, TimeSpan? timeout = null)
{
    private const int MostAtOnce = 256;

    /// <summary>The most children at the same time.</summary>
    public int MaxAtOnce { get; } = maxAtOnce switch
    {
        null => Math.Min(Environment.ProcessorCount, MostAtOnce),
        >= 1 and <= MostAtOnce => maxAtOnce.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(maxAtOnce), maxAtOnce,
            Invariant($"From 1 to {MostAtOnce} children run at once.")),
    };

    /// <summary>How long each child may run; null when there is no limit.</summary>
    public TimeSpan? Timeout { get; } = ChildProcess.CheckedTimeout(timeout);

    /// <summary>Runs commands, and collects how each of them ended.</summary>
    /// <param name="commands">The commands; they start in this order.</param>
    /// <param name="progress">Told how many have ended, each time one does.</param>
    /// <param name="cancellationToken">Ends those that run, and starts no more.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left running.</exception>
    public async Task<IDisplayable> RunAsync(IReadOnlyList<Command> commands, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        long started = Stopwatch.GetTimestamp();
        var results = new ChildResult[commands.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken };
        int ended = 0;
        await Parallel.ForAsync(0, commands.Count, options, async (place, token) =>
        {
            results[place] = await RunOneAsync(commands[place], token).ConfigureAwait(false);
            progress?.Report(Interlocked.Increment(ref ended));
        }).ConfigureAwait(false);
        return new FleetResult(results, MaxAtOnce, Stopwatch.GetElapsedTime(started));
    }

    private async Task<ChildResult> RunOneAsync(Command command, CancellationToken cancellationToken)
    {
        try
        {
            return await command.RunAsync(timeout: Timeout, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception missing)
        {
            return new(command, ExitCode: null, OutputBytes: default, System.Text.Encoding.UTF8.GetBytes(missing.Message), TimeSpan.Zero,
                WasTimedOut: false);
        }
    }
}
