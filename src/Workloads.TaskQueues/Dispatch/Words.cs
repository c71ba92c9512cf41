using System.Globalization;
using RabbitMQ.Client;
using Workloads.TaskQueues.Wire;

namespace Workloads.TaskQueues.Dispatch;

/// <summary>What clients and machines say to all: who is there, I am, and that a run is given up.</summary>
internal static class Words
{
    private const string CoresHeader = "cores", VersionHeader = "version";

    public const string Census = "census", Machine = "machine", Cancel = "cancel";

    /// <summary>Asks all machines to announce themselves.</summary>
    public static BasicProperties AskWhoIsThere() => new() { Type = Census };

    /// <summary>A machine announces itself.</summary>
    public static BasicProperties Announce(Machine machine) => new()
    {
        Type = Machine,
        AppId = machine.Name,
        Headers = new Dictionary<string, object?> { [CoresHeader] = machine.Cores, [VersionHeader] = machine.Version },
    };

    /// <summary>Tells all machines that a run's calls are not wanted any more.</summary>
    public static BasicProperties GiveUp(Guid run) => new() { Type = Cancel, MessageId = run.ToString("N", CultureInfo.InvariantCulture) };

    /// <summary>Reads an announcement; null when it is something else.</summary>
    public static Machine? AnnouncementIn(IReadOnlyBasicProperties properties) =>
        properties.Type == Machine && properties.AppId is { } name && properties.Headers is { } headers
        && headers.TryGetValue(CoresHeader, out object? cores) && cores is int count && count > 0
        && headers.TryGetValue(VersionHeader, out object? version) && version is int spoken
            ? new(name, count, spoken)
            : null;

    /// <summary>Reads which run is given up; null when it is something else.</summary>
    public static Guid? GivenUpIn(IReadOnlyBasicProperties properties) =>
        properties.Type == Cancel && Guid.TryParseExact(properties.MessageId, "N", out Guid run) ? run : null;
}

/// <summary>A machine as it announces itself.</summary>
/// <param name="Name">Its name, which no other has.</param>
/// <param name="Cores">How many calls it computes at the same time.</param>
/// <param name="Version">The version of the frames that it speaks.</param>
internal sealed record Machine(string Name, int Cores, int Version)
{
    public static Machine OfThisVersion(string name, int cores) => new(name, cores, FrameWriter.Version);

    public bool IsOfThisVersion => Version == FrameWriter.Version;
}
