using MathNet.Numerics.Statistics;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>The adviser's predictions of tasks drawn by chance, and what they really took.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record AdviserCheck : IDisplayable
{
    /// <param name="tasks">The tasks, in the order in which they were drawn.</param>
    /// <param name="seed">What they were drawn with.</param>
    internal AdviserCheck(IReadOnlyList<CheckedTask> tasks, int seed) => (Tasks, Seed) = (tasks, seed);

    internal IReadOnlyList<CheckedTask> Tasks { get; init; }
    internal int Seed { get; init; }

    /// <summary>
    /// How many times the named way's time another may be predicted to take if it is to be run: what is slower by far is not waited for.
    /// </summary>
    private const double Worth = 5;

    /// <summary>
    /// How often each way runs a task at most, within a second: of ways that are equally fast, the fastest of a few runs is chance's.
    /// </summary>
    private const int Repeats = 21;

    /// <summary>The share of tasks in which the way that was named is the fastest, or within 10 % of it.</summary>
    public double Named => Tasks.Count(task => task.IsNamedRight) / (double)Tasks.Count;

    /// <summary>The share of tasks in which the time of the way that was named is within 30 % of what it took.</summary>
    public double Timed => Tasks.Count(task => task.IsTimedRight) / (double)Tasks.Count;

    /// <summary>Draws tasks, predicts them, and runs them by .NET's ways in turns.</summary>
    /// <param name="costs">The costs.</param>
    /// <param name="tasks">How many: 1 to 1,000.</param>
    /// <param name="seed">What they are drawn with.</param>
    /// <param name="progress">Told which task runs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many tasks.</exception>
    public static async Task<AdviserCheck> RunAsync(MachineCosts costs, int tasks = 60, int seed = 1, IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(costs);
        Bounds.Checked(tasks, 1, 1_000, nameof(tasks));
        var chance = new Random(seed);
        var processes = new ProcessPoolModel();
        await using (processes.ConfigureAwait(false))
        {
            ExecutionModel[] models = [.. ExecutionModel.InProcess, processes];
            var done = new List<CheckedTask>();
            while (done.Count < tasks)
            {
                (long n, int milliseconds, int calls) = Draw(chance, costs);
                progress?.Report(Invariant($"task {done.Count + 1} of {tasks}"));
                done.Add(await RunAsync(costs, models, n, milliseconds, calls, cancellationToken).ConfigureAwait(false));
            }

            return new(done, seed);
        }
    }

    /// <summary>Each task, what was advised, and what it took.</summary>
    public Table ToTable() => Table.Of("", Tasks,
        ("task", task => task.Task),
        ("advised", task => task.Advised.Way),
        ("predicted", task => Say.Time(task.Advised.Seconds.Value)),
        ("took", task => Say.Time(task.Took[task.Advised.Way])),
        ("the fastest", task => task.Fastest.Key),
        ("took ", task => Say.Time(task.Fastest.Value)),
        ("named", task => task.IsNamedRight ? "right" : "wrong"),
        ("time", task => task.IsTimedRight ? "right" : "wrong"))
        with { Caption = Invariant($"Drawn with seed {Seed}. {MachineFacts.Current.Summary}") };

    /// <summary>The score in a sentence.</summary>
    public string Score => Invariant(
        $"Of {Tasks.Count} tasks the adviser named the fastest way, or one within 10 % of it, in {Tasks.Count(task => task.IsNamedRight)}, and its time within 30 % in {Tasks.Count(task => task.IsTimedRight)}.");

    /// <inheritdoc/>
    public string ToHtml() => new Stack(Callout.Finding(Score), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => $"{ToTable()}\n{Score}";

    /// <summary>
    /// A third computes, a third waits, a third does both; small tasks are as likely as large ones, up to about a second for one thread's
    /// computing.
    /// </summary>
    private static (long N, int Milliseconds, int Calls) Draw(Random chance, MachineCosts costs)
    {
        int kind = chance.Next(3);
        long n = kind == 1 ? 1 : chance.Next(14, 29);
        int milliseconds = kind == 0 ? 0 : (int)Math.Round(Between(1, 50));
        double computing = costs.FibonacciTime(InBoth.Runtime, n).TotalSeconds;
        return (n, milliseconds, (int)Between(1, Math.Clamp(1 / computing, 1, 5_000)));

        double Between(double low, double high) => low * Math.Pow(high / low, chance.NextDouble());
    }

    private static async Task<CheckedTask> RunAsync(MachineCosts costs, ExecutionModel[] models, long n, int milliseconds, int calls,
        CancellationToken cancellationToken)
    {
        var task = new TaskShape(calls, costs.FibonacciTime(InBoth.Runtime, n), TimeSpan.FromMilliseconds(milliseconds));
        Advice advice = costs.AdviceFor(task);
        Prediction best = advice.Best(InBoth.Runtime);
        var worth = models.Where(
            model => advice.Ranked.Any(one => one.Runtime == InBoth.Runtime && one.Way == model.Name && one.Refusal is null
            && (one == best || one.Seconds.Low < Worth * best.Seconds.Value))).ToList();
        (Workload workload, long size) =
            milliseconds == 0 ? (Workload.Fibonacci, n) : (Workload.ComputeThenWait, Mixture.Size(n, milliseconds));
        Turns turns = await new InTurns
        {
            Ways = [.. worth.Select(
                model => new Way(model.Name,
                async token => (await model.RunAsync(workload, size, calls, token).ConfigureAwait(false)).Elapsed.TotalSeconds))],
            MaxRounds = Repeats, Time = TimeSpan.FromSeconds(1),
        }.RunAsync(cancellationToken).ConfigureAwait(false);
        return new(task, best, worth.ToDictionary(model => model.Name, model => turns.Values(model.Name).Median(), StringComparer.Ordinal));
    }
}

/// <summary>One task of a check.</summary>
/// <param name="Task">The task.</param>
/// <param name="Advised">The way that was named, and its predicted time.</param>
/// <param name="Took">What each way took that was run, in seconds: the median of its runs.</param>
internal sealed record CheckedTask(TaskShape Task, Prediction Advised, IReadOnlyDictionary<string, double> Took)
{
    /// <summary>The way that was the fastest.</summary>
    public KeyValuePair<string, double> Fastest => Took.MinBy(way => way.Value);

    /// <summary>Whether the named way is the fastest or within 10 % of it.</summary>
    public bool IsNamedRight => Took[Advised.Way] <= 1.1 * Fastest.Value;

    /// <summary>Whether the named way took what was predicted, within 30 %.</summary>
    public bool IsTimedRight => Math.Abs(Advised.Seconds.Value - Took[Advised.Way]) <= 0.3 * Took[Advised.Way];
}
