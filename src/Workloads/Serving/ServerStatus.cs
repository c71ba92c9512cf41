namespace Workloads.Processes;

/// <summary>What a server process says about itself.</summary>
/// <param name="Open">Connections open now.</param>
/// <param name="Answered">Messages or requests answered since it started.</param>
/// <param name="ResidentBytes">The process's memory that is in the machine's memory.</param>
/// <param name="ManagedBytes">What its objects take of that.</param>
internal sealed record ServerStatus(int Open, long Answered, long ResidentBytes, long ManagedBytes)
{
    // With ten thousand threads the runtime's own sum has been seen below zero.
    internal static ServerStatus Of(IServer server) =>
        new(server.Open, server.Answered, Environment.WorkingSet, Math.Max(0, GC.GetTotalMemory(forceFullCollection: false)));

    internal IReadOnlyDictionary<string, string> ToWords() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["open"] = Invariant($"{Open}"),
        ["answered"] = Invariant($"{Answered}"),
        ["resident"] = Invariant($"{ResidentBytes}"),
        ["managed"] = Invariant($"{ManagedBytes}"),
    };

    internal static ServerStatus Parse(string line)
    {
        var words = new ServerWords(line.Split(' '));
        return new(
            (int)words.Number("open", 0, 0, int.MaxValue),
            words.Number("answered", 0, 0, long.MaxValue),
            words.Number("resident", 0, 0, long.MaxValue),
            words.Number("managed", 0, 0, long.MaxValue));
    }
}
