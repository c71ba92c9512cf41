using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How <see cref="PythonDownloads"/> waits for the server.</summary>
public enum PythonDownloader
{
    /// <summary>One download after the other (C2).</summary>
    Sequential,

    /// <summary>A thread pool and its <c>map</c>, which hands pages over in the order asked for (C2).</summary>
    Mapped,

    /// <summary>A thread pool, with <c>submit</c> and <c>as_completed</c> (C3).</summary>
    Threads,

    /// <summary>One thread that waits for all at once (C10).</summary>
    Asyncio,
}

/// <summary>Pages downloaded by a CPython, each over a connection of its own (C2, C3).</summary>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Lengths">How many bytes each page has, in the order of the addresses.</param>
/// <param name="Order">The pages' numbers, counted from 0, in the order in which the caller got them.</param>
public sealed record PythonDownloads(double Seconds, IReadOnlyList<long> Lengths, IReadOnlyList<int> Order)
{
    /// <summary>Downloads pages.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="addresses">Where they are, over plain HTTP.</param>
    /// <param name="downloader">How it waits.</param>
    /// <param name="workers">How many threads the pool has; what <c>ThreadPoolExecutor</c> takes by itself when left out.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">A download failed, or there was no answer in time.</exception>
    public static Task<PythonDownloads> DownloadAsync(
        CPython python, IEnumerable<Uri> addresses, PythonDownloader downloader = PythonDownloader.Asyncio, int? workers = null, CancellationToken cancellationToken = default) =>
        python.RunScriptAsync<PythonDownloads>(
            "downloads",
            new { urls = addresses.Select(address => address.AbsoluteUri).ToArray(), way = downloader.ToString().ToLowerInvariant(), workers },
            cancellationToken: cancellationToken);
}
