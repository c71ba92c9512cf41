using Workloads.Charts;
using Workloads.Html;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>The latency of an asynchronous server by how many requests come in a second, none of them slow (A10).</summary>
/// <param name="Loads">What came out at each rate.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record RateCurve(IReadOnlyList<LoadReport> Loads) : IDisplayable
{
    /// <summary>Starts a server, warms it up, and puts each load on it.</summary>
    /// <param name="rates">Requests a second, at least one rate, each from 0.1 to 100,000.</param>
    /// <param name="duration">How long each load lasts; 0.3 s when left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">There is no rate, or one lies outside its range.</exception>
    public static async Task<RateCurve> MeasureAsync(IReadOnlyList<double> rates, TimeSpan? duration = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (rates.Count == 0)
            throw new ArgumentException("There must be one rate at least, such as 500 requests a second.", nameof(rates));
        LoadOptions[] loads =
            [.. rates.Order().Select(
                rate => new LoadOptions { Rate = rate, Duration = duration ?? TimeSpan.FromSeconds(0.3), MaxOpen = 2_000 })];
        ServerProcess server = await new RequestServerOptions().StartAsync(cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            Task<LoadReport> Load(LoadOptions load) =>
                LoadGenerator.RunAsync((_, token) => RequestClient.AskAsync(server.Port, cancellationToken: token), load,
                    cancellationToken);

            await Load(loads[0]).ConfigureAwait(false); // compiled by then
            var reports = new List<LoadReport>();
            foreach (LoadOptions load in loads)
                reports.Add(await Load(load).ConfigureAwait(false));
            return new(reports);
        }
    }

    /// <inheritdoc/>
    public string ToHtml() => new Stack(Loads.Select(load => (Name(load), load.Latency)).ToPercentileCurve(Outcome), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private string Outcome => "One request in a hundred took longer than " + string.Join(", ", new[] { Loads[0], Loads[^1] }.Distinct()
        .Select(load => $"{Say.Time(load.Latency.Percentile(99))} at {Name(load)}"));

    internal Table ToTable() => Table.Of(
        "",
        Loads,
        ("rate", Name),
        ("answered", load => load.Answered),
        ("failed", load => load.Failed),
        ("median", load => load.Latency.Median.TotalSeconds),
        ("99 %", load => load.Latency.Percentile(99).TotalSeconds),
        ("longest", load => load.Latency.Max.TotalSeconds))
        .In("median", Unit.Seconds).In("99 %", Unit.Seconds).In("longest", Unit.Seconds)
            with { Caption = "From when each request was due. The clients run on the server's cores." };

    private static string Name(LoadReport load) => Invariant($"{load.Options.Rate:#,0.###} a second");
}
