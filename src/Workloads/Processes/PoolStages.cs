using Workloads.Charts;
using Workloads.Html;
using Workloads.Show;

namespace Workloads.Processes;

/// <summary>Where the time of calls through a pool goes (D5, E9), added up over all of them.</summary>
/// <param name="Calls">How many calls were answered.</param>
/// <param name="Start">Until the first workers were ready, paid once.</param>
/// <param name="Serialise">Laying sizes or bytes into frames.</param>
/// <param name="Send">From the write until a worker begins to run what was written: the pipe, the wake-up, waiting behind other calls.</param>
/// <param name="Run">The calls themselves, in the workers.</param>
/// <param name="Reply">From the end of a call until the pool holds its result.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record PoolStages(long Calls, TimeSpan Start, TimeSpan Serialise, TimeSpan Send, TimeSpan Run, TimeSpan Reply) : IDisplayable
{
    /// <summary>All but the start and the calls themselves: what it costs that they run elsewhere.</summary>
    public TimeSpan Overhead => Serialise + Send + Reply;

    /// <summary>What was added since an earlier reading.</summary>
    /// <param name="earlier">The earlier reading of the same pool.</param>
    public PoolStages Since(PoolStages earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new(Calls - earlier.Calls, Start, Serialise - earlier.Serialise, Send - earlier.Send, Run - earlier.Run, Reply - earlier.Reply);
    }

    /// <summary>What each stage took, in all and for a call.</summary>
    public Table ToTable()
    {
        (string Stage, TimeSpan Time, bool Once)[] rows =
        [
            ("start", Start, true), ("serialise", Serialise, false), ("send", Send, false), ("run", Run, false), ("reply", Reply, false),
        ];
        return Table.Of(
            "",
            rows,
            ("stage", row => row.Stage),
            ("in all", row => row.Time.TotalSeconds),
            ("a call", row => row.Once || Calls == 0 ? null : row.Time.TotalSeconds / Calls)).In("in all", Unit.Seconds, bars: true).In("a call", Unit.Seconds);
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();
}
