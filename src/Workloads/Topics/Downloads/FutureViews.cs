using Workloads.Charts;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How futures are shown (C4, D9).</summary>
public static class FutureViews
{
    /// <summary>A future's life, a row for each look at it.</summary>
    /// <param name="life">The life that was watched.</param>
    public static Table ToTable(this FutureLife life)
    {
        ArgumentNullException.ThrowIfNull(life);
        return Table.Of(
            $"A future that is to end by: {NameOf(life.Ending)}",
            life.Moments,
            ("what had happened", moment => moment.Event),
            ("after", moment => moment.At.TotalSeconds),
            ("the future was", moment => $"{moment.Status}")).In("after", Unit.Seconds)
            with { Caption = $"Continuations were added as 1, 2, 3 and ran as {string.Join(", ", life.Continuations)}" };
    }

    /// <summary>What came out for each ability, beside its name in Python.</summary>
    /// <param name="abilities">The abilities that were tried.</param>
    /// <param name="python">The build that tried the same; null when there was none.</param>
    /// <param name="there">What came out there.</param>
    public static Table ToTable(this IEnumerable<FutureAbility> abilities, CPython? python = null, IReadOnlyList<PythonFutureAbility>? there = null)
    {
        (string, Func<FutureAbility, object?>)[] columns =
        [
            ("concurrent.futures", ability => ability.Python),
            (".NET", ability => ability.DotNet),
            ("what came out", ability => ability.Outcome),
        ];
        return Table.Of(
            "",
            abilities,
            python is null ? columns : [.. columns, ($"in {python}", ability => there?.FirstOrDefault(one => string.Equals(one.Name, ability.Python, StringComparison.Ordinal))?.Outcome)]);
    }

    private static string NameOf(FutureEnding ending) => ending switch
    {
        FutureEnding.Result => "a result",
        FutureEnding.Failure => "an exception",
        FutureEnding.CancelledInTheQueue => "being cancelled in the queue",
        _ => "being cancelled while it runs",
    };
}
