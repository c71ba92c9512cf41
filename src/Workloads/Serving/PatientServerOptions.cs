namespace Workloads.Processes;

/// <summary>A server that lets a client go which is silent for too long.</summary>
public abstract record PatientServerOptions : ServerOptions
{
    private const string Name = "patience";

    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(10), s_most = TimeSpan.FromMinutes(1);

    private protected PatientServerOptions(TimeSpan patience) => PatienceWithClients = patience;

    /// <summary>
    /// How long a client may take to say what it wants, and where it may say more than one thing, be silent in between; from 10 ms to a
    /// minute. When left out 5 s for requests, and 30 s for the servers whose connections are kept.
    /// </summary>
    public TimeSpan PatienceWithClients { get; init => field = Bounds.Checked(value, s_least, s_most, nameof(PatienceWithClients)); }

    private protected KeyValuePair<string, string> PatienceWord => Word(Name, PatienceWithClients);

    private protected static TimeSpan PatienceIn(ServerWords words, TimeSpan otherwise) => words.Milliseconds(Name, otherwise, s_most);
}
