namespace Workloads.Topics;

/// <summary>A way of downloading many flags. All share this skeleton, so that two files read side by side teach the difference.</summary>
/// <param name="name">Its name, as charts and tables show it.</param>
public abstract class Downloads(string name)
{
    /// <inheritdoc cref="SequentialDownloads"/>
    public static Downloads Sequential { get; } = new SequentialDownloads();

    /// <inheritdoc cref="AsyncDownloads"/>
    public static Downloads Async { get; } = new AsyncDownloads();

    /// <inheritdoc cref="MappedDownloads"/>
    /// <param name="workers">How many threads: 1 or more.</param>
    public static Downloads Mapped(int workers) => new MappedDownloads(workers);

    /// <summary>Its name, as charts and tables show it.</summary>
    public string Name { get; } = name;

    /// <summary>Downloads flags.</summary>
    /// <param name="client">Where from.</param>
    /// <param name="codes">The countries, of which one may stand there often; those of <see cref="Country.All"/> when left out.</param>
    /// <param name="options">How patiently, and where to.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What came: a flag that could not be had is in the report, not thrown.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; no download is under way any more.</exception>
    public async Task<DownloadReport> RunAsync(
        FlagClient client,
        IReadOnlyList<string>? codes = null,
        DownloadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        codes ??= [.. Country.All.Select(country => country.Code)];
        options ??= new();
        if (options.Folder is not null)
            Directory.CreateDirectory(options.Folder);

        var context = new DownloadContext(client, codes, options, cancellationToken);
        await Task.Run(() => DownloadManyAsync(context), CancellationToken.None).ConfigureAwait(false);
        return context.Finish(Name);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected static string Threads(int count) => Invariant($"{count} thread{(count == 1 ? "" : "s")}");

    /// <summary>Downloads every flag of the context once.</summary>
    private protected abstract Task DownloadManyAsync(DownloadContext context);
}
