using Workloads.Python;

namespace Workloads.Topics;

/// <summary>Pages downloaded by a CPython with asyncio from a server that refuses, breaks off or never answers some requests (C2, C3).</summary>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Lengths">How many bytes each page has, in the order of the addresses; null for one that never came whole.</param>
/// <param name="Answered">Requests that brought the whole page.</param>
/// <param name="Refused">Requests that the server refused.</param>
/// <param name="CutOff">Requests whose connection broke, before the page or in the middle of it.</param>
/// <param name="TimedOut">Requests that were given up after their time.</param>
public sealed record PythonPatientDownloads(double Seconds, IReadOnlyList<long?> Lengths, int Answered, int Refused, int CutOff, int TimedOut)
{
    /// <summary>Requests made in all.</summary>
    public int Requests => Answered + Refused + CutOff + TimedOut;

    /// <summary>Pages that never came whole.</summary>
    public int Lost => Lengths.Count(length => length is null);

    /// <summary>Downloads pages, all at once; what failed is asked for again after a pause that doubles.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="addresses">Where they are, over plain HTTP.</param>
    /// <param name="requestTimeout">How long one request may take: more than 0; 2 s when left out.</param>
    /// <param name="maxRequests">How often one page is asked for at most: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonPatientDownloads> DownloadAsync(
        CPython python, IEnumerable<Uri> addresses, TimeSpan? requestTimeout = null, int maxRequests = 8, CancellationToken cancellationToken = default)
    {
        TimeSpan timeout = requestTimeout ?? TimeSpan.FromSeconds(2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, nameof(requestTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRequests, 1);
        return python.RunScriptAsync<PythonPatientDownloads>(
            "patient_downloads",
            new { urls = addresses.Select(address => address.AbsoluteUri).ToArray(), timeout = timeout.TotalSeconds, most = maxRequests },
            cancellationToken: cancellationToken);
    }
}
