using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>Measures models over sizes and numbers of callers, so that their curves can be laid side by side.</summary>
/// <remarks>
/// The models of a runtime take turns within every repeat, in an order that moves on by one each time, so that whatever else the
/// machine does hits all of them alike. The repeats are the outermost loop: a sweep that is cancelled has whole curves already. Once
/// every point has the fewest repeats, the rest of the time goes where the doubt is: first to the models that cannot be told from
/// the sequential one yet, then to those whose interval is the widest. Every model's contract is tried before anything is measured.
/// </remarks>
public sealed record Sweep
{
    /// <summary>The most repeats of a point.</summary>
    public const int MaxRepeats = 1_000;

    /// <summary>The longest time that a point's runs are repeated for, and that a warm-up takes.</summary>
    public static TimeSpan MaxTime { get; } = TimeSpan.FromMinutes(1);

    /// <summary>What each caller calls.</summary>
    public required Workload Workload { get; init => field = value ?? throw new ArgumentNullException(nameof(Workload)); }

    /// <summary>The sizes, at least one, each within the workload's range.</summary>
    public required IReadOnlyList<long> Sizes { get; init => field = Distinct(value, nameof(Sizes)); }

    /// <summary>The numbers of callers, at least one, each from 1 to <see cref="Calls.MaxCallers"/>; 1 when left out.</summary>
    public IReadOnlyList<int> Callers { get; init => field = Distinct(value, nameof(Callers)); } = [1];

    /// <summary>
    /// The models, at least one; those that need no machinery when left out. They stay the caller's, to be disposed of there.
    /// </summary>
    public IReadOnlyList<ExecutionModel> Models { get; init => field = Distinct(value, nameof(Models)); } = ExecutionModel.InProcess;

    /// <summary>
    /// How often each point is measured at least, from 1 to <see cref="MaxRepeats"/>; the fewest that decide anything,
    /// <see cref="InTurns.MinRounds"/>, when left out.
    /// </summary>
    public int Repeats
    {
        get;
        init => field = value is >= 1 and <= MaxRepeats
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Repeats), value,
                Invariant($"A point is measured from 1 to {MaxRepeats:N0} times."));
    } = InTurns.MinRounds;

    /// <summary>
    /// The time given to all repeats together, up to an hour; none when left out, so that every point has the fewest. The fewest repeats
    /// are always finished, and no further one is begun that would not end in time.
    /// </summary>
    public TimeSpan Time
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Time), value, "A sweep is given from 0 s to an hour.");
    }

    /// <summary>
    /// How narrow the intervals of the ratios to the sequential model are to be: half their width as a part of the ratio, above 0; 5 % when
    /// left out. Once all are, the time that is left is not spent.
    /// </summary>
    public double Precision
    {
        get;
        init => field = value > 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(Precision), Invariant($"{value}"), "The precision is above 0.");
    } = 0.05;

    /// <summary>
    /// How long models that have not run in this process yet are run before anything is measured, up to a minute; 0.7 s on two
    /// cores and more and 1.5 s on one when left out, and nothing when zero. Up to twice as long while the compiler still works.
    /// </summary>
    public TimeSpan WarmUp { get; init => field = CheckedTime(value, nameof(WarmUp)); } = Measuring.WarmUp.DefaultTime;

    /// <summary>How long the runs of a point are repeated for one measurement of it, up to a minute; 2 ms when left out.</summary>
    public TimeSpan MinimumTime { get; init => field = CheckedTime(value, nameof(MinimumTime)); } = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Whether each result is printed within the time, as the documents do it, to a pipe whose other end is read; no when left out. The
    /// workload's name in the rows then ends in <see cref="Printed"/>.
    /// </summary>
    public bool Prints { get; init; }

    /// <summary>What the name of a workload ends in whose results were printed.</summary>
    public const string Printed = ", printed";

    /// <summary>Told about the progress up to ten times a second, on the measuring thread; nobody when left out.</summary>
    internal IProgress<SweepProgress>? Progress { get; init; }

    /// <summary>
    /// What two plain threads take now, in times of one; measured when left out, unless other programs were seen, which decide nothing
    /// anyway.
    /// </summary>
    internal Func<Task<double>>? Control { get; init; }

    /// <summary>
    /// Measures all points. A cancelled sweep returns what it has, and says so; a model that fails or is wrong is left out, and the result
    /// says why.
    /// </summary>
    /// <exception cref="ArgumentException">A size or a number of callers is out of its range, or two models cannot be told
    /// apart.</exception>
    /// <exception cref="CallFailedException">A call threw.</exception>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var points = from callers in Callers from size in Sizes select new Calls(Workload, size, callers);
        var run = new SweepRun(this, [.. points], cancellationToken);
        CheckModels();
        // Not on the reader's thread: some models block it, and it may have a context to come back to.
        return Task.Run(run.RunAsync, CancellationToken.None);
    }

    internal static TimeSpan CheckedTime(TimeSpan value, string name) => value >= TimeSpan.Zero && value <= MaxTime
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} takes from 0 to {MaxTime.TotalSeconds:N0} s."));

    private static T[] Distinct<T>(IReadOnlyList<T> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        return values.Count > 0 ? [.. values.Distinct()] : throw new ArgumentException($"A sweep needs at least one of {name}.", name);
    }

    private void CheckModels()
    {
        var twins = Models.GroupBy(model => (model.Runtime, model.Name, model.Workers)).FirstOrDefault(group => group.Count() > 1);
        if (twins is not null)
            throw new ArgumentException(
                Invariant($"Two models are named '{twins.Key.Name}' and have {twins.Key.Workers} workers: their times could not be told apart."), nameof(Models));
    }
}
