using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>The HTTP server of flags, on Kestrel: how slow and how unreliable it is to be (C2, C3).</summary>
public sealed record FlagServerOptions() : PatientServerOptions(DefaultPatience)
{
    internal const string Name = "flags";

    private static readonly TimeSpan MaxLatency = TimeSpan.FromMinutes(1), DefaultPatience = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer takes at least; 100 ms when left out, at most a minute.</summary>
    public TimeSpan Latency { get; init => field = Bounds.Checked(value, TimeSpan.Zero, MaxLatency, nameof(Latency)); } =
        TimeSpan.FromMilliseconds(100);

    /// <summary>How much longer it takes at most, evenly spread; none when left out, at most a minute.</summary>
    public TimeSpan Jitter { get; init => field = Bounds.Checked(value, TimeSpan.Zero, MaxLatency, nameof(Jitter)); }

    /// <summary>The share of requests, from 0 to 1, that fail: half are refused, half are cut off in the middle of the flag.</summary>
    public double ErrorRate { get; init => field = Bounds.Checked(value, 0, 1, nameof(ErrorRate)); }

    /// <summary>The share of requests, from 0 to 1, that are never answered.</summary>
    public double HangRate { get; init => field = Bounds.Checked(value, 0, 1, nameof(HangRate)); }

    /// <summary>From it follows the fate of every request, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    internal override string Kind => Name;

    internal static FlagServerOptions Parse(ServerWords words) => new()
    {
        Latency = words.Milliseconds("latency", TimeSpan.FromMilliseconds(100), MaxLatency),
        Jitter = words.Milliseconds("jitter", TimeSpan.Zero, MaxLatency),
        ErrorRate = words.Fraction("errors", 0),
        HangRate = words.Fraction("hangs", 0),
        Seed = (int)words.Number("seed", 1, int.MinValue, int.MaxValue),
        PatienceWithClients = PatienceIn(words, DefaultPatience),
    };

    internal override IEnumerable<KeyValuePair<string, string>> ToWords() =>
        [Word("latency", Latency), Word("jitter", Jitter), Word("errors", ErrorRate), Word("hangs", HangRate), Word("seed", Seed),
            PatienceWord];

    internal override Task<IServer> OpenAsync() => FlagServer.OpenAsync(this);
}
