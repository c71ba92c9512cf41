using System.Diagnostics;
using System.Globalization;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Workloads.Topics;

/// <summary>
/// One run as its strategy sees it: flags to be downloaded, each once. Time limits, retries, saving and progress are here, so that a
/// strategy is nothing but its way of handing flags out.
/// </summary>
internal sealed class DownloadContext
{
    private readonly FlagClient _client;
    private readonly IReadOnlyList<string> _codes;
    private readonly DownloadOptions _options;
    private readonly ResiliencePipeline _pipeline;
    private readonly FlagDownload?[] _downloads;
    private readonly List<int> _order = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    public DownloadContext(FlagClient client, IReadOnlyList<string> codes, DownloadOptions options, CancellationToken cancellationToken)
    {
        _client = client;
        _codes = codes;
        _options = options;
        _downloads = new FlagDownload[codes.Count];
        _pipeline = Patience(options);
        Token = cancellationToken;
    }

    public int Count => _codes.Count;

    public CancellationToken Token { get; }

    /// <summary>Downloads and saves one flag on this thread. It throws only when the run is cancelled.</summary>
    public int Download(int number)
    {
        var attempts = new List<DownloadAttempt>(1);
        byte[]? content = null;
        string? failure = null;
        try
        {
            content = _pipeline.Execute(token => Attempt(attempts, () => _client.Get(_codes[number], number, token)), Token);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            failure = exception.Message;
        }

        return Keep(number, attempts, content, failure);
    }

    /// <summary>Downloads and saves one flag; the thread is free meanwhile. It throws only when the run is cancelled.</summary>
    public async Task<int> DownloadAsync(int number)
    {
        var attempts = new List<DownloadAttempt>(1);
        byte[]? content = null;
        string? failure = null;
        try
        {
            content = await _pipeline.ExecuteAsync(
                async token => await AttemptAsync(attempts, () => _client.GetAsync(_codes[number], number, token)).ConfigureAwait(false),
                Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            failure = exception.Message;
        }

        return Keep(number, attempts, content, failure);
    }

    /// <summary>Notes that the strategy has handed a flag to its caller.</summary>
    public void HandOver(int number)
    {
        lock (_order)
            _order.Add(number);
    }

    public DownloadReport Finish(string strategy) =>
        new(strategy, Stopwatch.GetElapsedTime(_start), _downloads!, _order);

    /// <summary>
    /// Each attempt within its limit; after one that failed a pause that doubles up to a limit, spread at random, and another.
    /// </summary>
    private static ResiliencePipeline Patience(DownloadOptions options)
    {
        var pipeline = new ResiliencePipelineBuilder();
        if (options.MaxAttempts > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<TimeoutRejectedException>(),
            });
        }

        return pipeline.AddTimeout(options.AttemptTimeout).Build();
    }

    private byte[] Attempt(List<DownloadAttempt> attempts, Func<byte[]> get)
    {
        TimeSpan start = Stopwatch.GetElapsedTime(_start);
        try
        {
            byte[] content = get();
            Note(attempts, start, AttemptEnding.Answered);
            return content;
        }
        catch (Exception exception)
        {
            Note(attempts, start, EndingOf(exception));
            throw;
        }
    }

    private async Task<byte[]> AttemptAsync(List<DownloadAttempt> attempts, Func<Task<byte[]>> get)
    {
        TimeSpan start = Stopwatch.GetElapsedTime(_start);
        try
        {
            byte[] content = await get().ConfigureAwait(false);
            Note(attempts, start, AttemptEnding.Answered);
            return content;
        }
        catch (Exception exception)
        {
            Note(attempts, start, EndingOf(exception));
            throw;
        }
    }

    private void Note(List<DownloadAttempt> attempts, TimeSpan start, AttemptEnding ending) =>
        attempts.Add(new(start, Stopwatch.GetElapsedTime(_start), ending));

    private AttemptEnding EndingOf(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: not null } => AttemptEnding.Refused,
        OperationCanceledException => Token.IsCancellationRequested ? AttemptEnding.Cancelled : AttemptEnding.TimedOut,
        _ => AttemptEnding.CutOff,
    };

    private bool IsCancelled(Exception exception) => exception is OperationCanceledException && Token.IsCancellationRequested;

    private int Keep(int number, List<DownloadAttempt> attempts, byte[]? content, string? failure)
    {
        string? file = null;
        if (content is not null && _options.Folder is not null)
        {
            file = Path.Combine(_options.Folder, NameOf(number));
            AtomicFile.Write(file, content);
        }

        _downloads[number] = new(number, _codes[number], attempts, content, file, failure);
        return number;
    }

    private string NameOf(int number) =>
        number < Country.All.Count ? $"{_codes[number]}.svg" : $"{_codes[number]}-{number.ToString(CultureInfo.InvariantCulture)}.svg";
}
