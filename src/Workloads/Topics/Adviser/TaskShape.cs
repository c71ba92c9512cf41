using System.Diagnostics;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>What the adviser has to know of a task: so many calls, each of which computes, waits, or both (D7).</summary>
public sealed record TaskShape
{
    /// <summary>Describes a task.</summary>
    /// <param name="calls">How many calls: 1 to 10,000,000.</param>
    /// <param name="computing">How long each keeps a core busy, in the runtime that is asked about: 0 to an hour.</param>
    /// <param name="waiting">How long each waits, after it has computed: 0 to an hour.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public TaskShape(int calls, TimeSpan computing, TimeSpan waiting = default)
    {
        Calls = Bounds.Checked(calls, 1, 10_000_000, nameof(calls));
        Computing = Checked(computing, nameof(computing));
        Waiting = Checked(waiting, nameof(waiting));
    }

    /// <summary>How many calls.</summary>
    public int Calls { get; }

    /// <summary>How long each keeps a core busy.</summary>
    public TimeSpan Computing { get; }

    /// <summary>How long each waits.</summary>
    public TimeSpan Waiting { get; }

    /// <summary>Bytes that each call is given and returns, together: 0 to 1 GB. What stays in one process is not copied.</summary>
    public long Payload
    {
        get;
        init => field = Bounds.Checked(value, 0, 1_000_000_000, nameof(Payload));
    }

    /// <summary>Bytes that each call needs while it is under way: 0 to 1 TB.</summary>
    public long Memory
    {
        get;
        init => field = Bounds.Checked(value, 0, 1_000_000_000_000, nameof(Memory));
    }

    /// <summary>The cores to run on: 1 to 1,024; those of this machine when left out.</summary>
    public int? Cores
    {
        get;
        init => field = value is { } cores ? Bounds.Checked(cores, 1, 1_024, nameof(Cores)) : null;
    }

    /// <summary>
    /// Runs a function of the reader's some times, and tells from the processor's time and the clock's what each call computes and waits.
    /// </summary>
    /// <param name="call">One call. It runs alone.</param>
    /// <param name="calls">How many calls the task has.</param>
    /// <param name="atMost">How long it is tried, one call at least; half a second when left out.</param>
    public static async Task<TaskShape> ProbeAsync(Func<Task> call, int calls, TimeSpan? atMost = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        TimeSpan enough = atMost ?? TimeSpan.FromSeconds(0.5);
        await call().ConfigureAwait(false);

        int tried = 0;
        TimeSpan computed = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        do
        {
            await call().ConfigureAwait(false);
            tried++;
        }
        while (Stopwatch.GetElapsedTime(start) < enough);

        TimeSpan took = Stopwatch.GetElapsedTime(start) / tried;
        computed = (Environment.CpuUsage.TotalTime - computed) / tried;
        computed = computed < took ? computed : took;
        return new(calls, computed, took - computed);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"{Calls:N0} {(Calls == 1 ? "call" : "calls")}, each {Each}");

    private string Each => (Computing > TimeSpan.Zero, Waiting > TimeSpan.Zero) switch
    {
        (true, true) => $"computing {Show.Say.Time(Computing)} and waiting {Show.Say.Time(Waiting)}",
        (false, true) => $"waiting {Show.Say.Time(Waiting)}",
        _ => $"computing {Show.Say.Time(Computing)}",
    };

    private static TimeSpan Checked(TimeSpan time, string name) => time >= TimeSpan.Zero && time <= TimeSpan.FromHours(1) ? time
        : throw new ArgumentOutOfRangeException(name, time, "A call computes and waits from 0 to an hour.");
}
