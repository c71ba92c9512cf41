using Workloads.Charts;
using Workloads.Network.Futures;

namespace Workloads.Display;

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
    public static Table ToTable(this IEnumerable<FutureAbility> abilities) => Table.Of(
        "",
        abilities,
        ("concurrent.futures", ability => ability.Python),
        (".NET", ability => ability.DotNet),
        ("what came out", ability => ability.Outcome));

    private static string NameOf(FutureEnding ending) => ending switch
    {
        FutureEnding.Result => "a result",
        FutureEnding.Failure => "an exception",
        FutureEnding.CancelledInTheQueue => "being cancelled in the queue",
        _ => "being cancelled while it runs",
    };
}
