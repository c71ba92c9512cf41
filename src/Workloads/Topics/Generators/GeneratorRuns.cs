using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>A task that drives a generator to its end, step by step, in .NET and in CPython (A1).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class GeneratorRuns : IDisplayable
{
    internal const string Script = "generators";

    private static readonly PythonExperiment<Run> There = new(Script, "task");

    private readonly IReadOnlyList<int> _values;
    private readonly IReadOnlyList<(string Runtime, Run Run)> _runs;

    internal GeneratorRuns(IReadOnlyList<int> values, params IReadOnlyList<(string Runtime, Run Run)> runs) =>
        (_values, _runs) = (values, runs);

    /// <summary>Lets a generator wait for one future after the other and return the sum of their results.</summary>
    /// <param name="values">What the futures result in; at most 100, whose sum is an <see cref="int"/>.</param>
    /// <param name="cancellationToken">Ends CPython's script.</param>
    /// <exception cref="ArgumentException">There are too many values, or they are too large.</exception>
    public static async Task<GeneratorRuns> RunAsync(IReadOnlyList<int> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count > 100 || values.Sum(static value => (long)value) is > int.MaxValue or < int.MinValue)
            throw new ArgumentException(Invariant($"At most 100 values, whose sum is an int, can be sent; these are {values.Count}."),
                nameof(values));
        var ours = (InBoth.Runtime, await HereAsync(values).ConfigureAwait(false));
        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(values, ours, (build.Name,
                await There.RunAsync(build, new { values }, cancellationToken: cancellationToken).ConfigureAwait(false)))
            : new(values, ours);
    }

    /// <summary>Judges A1: each future woke the task up, and the generator's result came out of its end.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "A1"
        ? new(claim, [.. _runs.Select(one => Verdicts.Of(one.Runtime, Expected(one.Run)))]) { LeftOut =
            _runs.Count == 1 ? InBoth.NoPython : "" }
        : throw WrongClaim.Of(claim!, "A1");

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static async Task<Run> HereAsync(IReadOnlyList<int> values)
    {
        var futures = values.Select(_ => new TaskCompletionSource<int>()).ToList();
        GeneratorTask<int> task = GeneratorTask<int>.Start(Sum);
        foreach (var (future, value) in futures.Zip(values))
            future.SetResult(value);
        return new(await task.Completion.ConfigureAwait(false), task.Steps);

        IEnumerator<Task<int>> Sum(Mailbox<int> mailbox)
        {
            int sum = 0;
            foreach (var future in futures)
            {
                yield return future.Task;
                sum += mailbox.Received;
            }

            mailbox.Return(sum);
        }
    }

    private Expectation[] Expected(Run run)
    {
        int woken = run.Steps.Count(step => step.StartsWith("wake up", StringComparison.Ordinal)), sum = _values.Sum();
        return
        [
            Expectation.Counted(Invariant($"of {_values.Count} futures {{0}} woke the task up"), woken)
                with { Name = "futures that woke it up", AtLeast = _values.Count, AtMost = _values.Count },
            Expectation.Counted("the generator's result is {0}", run.Result) with { Name = "result", AtLeast = sum, AtMost = sum },
        ];
    }

    private Table ToTable() => Table.Of(
        "What the task did, in order",
        Enumerable.Range(0, _runs.Max(one => one.Run.Steps.Count)),
        [("step", number => number + 1),
            .. _runs.Select(one => (one.Runtime, (Func<int, object?>)(number => one.Run.Steps.ElementAtOrDefault(number))))]);

    /// <summary>One run.</summary>
    /// <param name="Result">What came out of the generator's end.</param>
    /// <param name="Steps">What happened, in order.</param>
    internal sealed record Run(int Result, IReadOnlyList<string> Steps);
}
