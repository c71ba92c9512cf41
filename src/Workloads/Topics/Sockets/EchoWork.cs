using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// How much of a lone round trip is work, and how much is waiting to be woken: with many clients at once no core sleeps, and the time
/// for a message is work (D12).
/// </summary>
/// <param name="Times">The time for a message by the number of clients: the median round trip of a turn, divided by the clients.</param>
/// <param name="Crowds">How many clients, from few to many.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record EchoWork(InBoth Times, IReadOnlyList<int> Crowds) : IDisplayable
{
    /// <summary>Measures over TCP: .NET's server in a process of its own, asyncio's on its clients' loop.</summary>
    /// <param name="crowds">How many clients at once: numbers from 2 to 200; 1 is added. 8 and 64 when left out.</param>
    /// <param name="messages">Messages of all clients together in a turn, from 1 to 100,000.</param>
    /// <param name="rounds">Rounds that count, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it; the server has ended then.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<EchoWork> MeasureAsync(
        IReadOnlyList<int>? crowds = null, int messages = 500, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        int[] all = [.. (crowds ?? [8, 64]).Select(crowd => Bounds.Checked(crowd, 1, 200, nameof(crowds))).Append(1).Distinct().Order()];
        Bounds.Checked(messages, 1, 100_000, nameof(messages));
        Bounds.Checked(rounds, 1, 1_000, nameof(rounds));
        var talks = new List<EchoMeasurement>();
        ServerProcess server = await new EchoServerOptions().StartAsync(cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            try
            {
                foreach (int crowd in all)
                    talks.Add(await EchoMeasurement.ConnectAsync(server, crowd, cancellationToken).ConfigureAwait(false));
                var ours = new InTurns
                {
                    Ways = [.. all.Zip(talks,
                        (crowd, talk) => new Way(Name(crowd),
                            async token => await talk.TalkAsync(Math.Max(1, messages / crowd), 32, token).ConfigureAwait(false) / crowd))],
                    MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 2,
                };
                object arguments = new { names = all.Select(Name), crowds = all, messages, size = 32, rounds };
                return new(await InBoth.MeasureAsync(ours, EchoTransports.Script, "work", arguments, cancellationToken)
                    .ConfigureAwait(false), all);
            }
            finally
            {
                foreach (EchoMeasurement talk in talks)
                    await talk.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Each crowd in a row, and at the end how much of a lone round trip is work at most.</summary>
    public Table ToTable() => Times.ToTable() with { Title = "The time for a message, by clients at once" };

    /// <inheritdoc/>
    public string ToHtml() => new Stack([ToTable(), .. Sentences.Select(Callout.Finding)]).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n\n", [$"{ToTable()}", .. Sentences]);

    internal static string Name(int clients) => clients == 1 ? "1 client" : Invariant($"{clients} clients");

    /// <summary>What can be said of the work in a lone round trip.</summary>
    internal IReadOnlyList<string> Sentences =>
    [
        Sentence(InBoth.Runtime, Times.DotNet, Environment.ProcessorCount),
        .. Times.Python is null ? (string[])[] : [Sentence(Times.Build!.Name, Times.Python, cores: 1)],
    ];

    /// <summary>Those that work at the same time spend so much of their cores on one message, of which a lone one spends no more.</summary>
    private string Sentence(string runtime, Turns turns, int cores)
    {
        Comparison most = turns.Compare(Name(Crowds[^1]), Name(1));
        Expectation share = new("{0}",
            new(most.Ratio.Value * cores, most.Ratio.Low * cores, most.Ratio.High * cores)) { Unit = Unit.Percent };
        return share.Measured.High < 1
            ? $"{runtime}: at most {share.Number} of a lone round trip is work; the rest waits to be woken, or for a core."
            : $"{runtime}: by these numbers {share.Number} of a lone round trip would be work, so that nothing can be told here about the waiting.";
    }
}
