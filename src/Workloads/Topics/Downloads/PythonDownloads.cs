using Workloads.Python;

namespace Workloads.Topics;

/// <summary>Pages downloaded by a CPython, each over a connection of its own (C2, C3).</summary>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Lengths">How many bytes each page has, in the order of the addresses.</param>
internal sealed record PythonDownloads(double Seconds, IReadOnlyList<long> Lengths)
{
    public const string Script = "downloads";

    /// <summary>Takes <c>urls</c>, a <c>way</c> (sequential, mapped, threads, asyncio) and the number of <c>workers</c>.</summary>
    public static readonly PythonExperiment<PythonDownloads> Once = new(Script, "download_all");
}

/// <summary>Pages downloaded with asyncio from a server that refuses, breaks off or never answers some requests (C2, C3).</summary>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Lengths">How many bytes each page has, in the order of the addresses; null for one that never came whole.</param>
/// <param name="Answered">Requests that brought the whole page.</param>
/// <param name="Refused">Requests that the server refused.</param>
/// <param name="CutOff">Requests whose connection broke, before the page or in the middle of it.</param>
/// <param name="TimedOut">Requests that were given up after their time.</param>
internal sealed record PythonPatientDownloads(double Seconds, IReadOnlyList<long?> Lengths, int Answered, int Refused, int CutOff,
    int TimedOut)
{
    /// <summary>
    /// Takes <c>urls</c>, the <c>timeout</c> of a request in seconds, the <c>most</c> requests for one page, and the first and the longest
    /// <c>pause</c>.
    /// </summary>
    public static readonly PythonExperiment<PythonPatientDownloads> Once = new(PythonDownloads.Script, "patient");

    /// <summary>Requests made in all.</summary>
    public int Requests => Answered + Refused + CutOff + TimedOut;

    /// <summary>Pages that never came whole.</summary>
    public int Lost => Lengths.Count(length => length is null);
}
