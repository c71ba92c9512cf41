using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Workloads.Measuring;

/// <summary>Watches whether the JIT compiler has methods to compile anew, by what the runtime tells of its queue.</summary>
/// <remarks>
/// Counting compiled methods does not tell: whenever a method is compiled for the first time, the runtime puts its queue off by
/// 100 ms and more, and while a program is young hundreds of methods stand there for seconds.
/// </remarks>
internal sealed class CompilerWatch : EventListener
{
    private const EventKeywords Compilation = (EventKeywords)0x10_0000_0000;

    /// <summary>Longer than the delay after which the runtime looks what is called often.</summary>
    private static readonly TimeSpan _quietTime = TimeSpan.FromMilliseconds(50) + TieringDelay.Current;

    /// <summary>A method or two are always on their way: what is done with sooner was no queue.</summary>
    private static readonly TimeSpan _passingTime = TimeSpan.FromMilliseconds(30);

    private readonly Lock _state = new();

    // Until the runtime has said that it goes on, it may have put its queue off before anybody listened.
    private bool _isPutOff = true;
    private uint _waiting;
    private long? _busySince = Stopwatch.GetTimestamp();
    private long _lastBusy = Stopwatch.GetTimestamp();

    /// <summary>Whether nothing was put off, and nothing waited for long, for a while.</summary>
    public bool IsQuiet()
    {
        lock (_state)
            return !IsBusyForLong() && Stopwatch.GetElapsedTime(_lastBusy) >= _quietTime;
    }

    private bool IsBusyForLong() => _busySince is { } since && Stopwatch.GetElapsedTime(since) > _passingTime;

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (string.Equals(eventSource.Name, "Microsoft-Windows-DotNETRuntime", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Informational, Compilation);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        lock (_state)
        {
            switch (eventData.EventName)
            {
                case "TieredCompilationPause":
                    _isPutOff = true;
                    break;
                case "TieredCompilationResume":
                    _isPutOff = false;
                    break;
                case "TieredCompilationBackgroundJitStart" or "TieredCompilationBackgroundJitStop" when eventData.Payload is [_,
                    uint waiting, ..]:
                    _waiting = waiting;
                    break;
            }

            if (_isPutOff || _waiting > 0)
            {
                _busySince ??= Stopwatch.GetTimestamp();
            }
            else
            {
                if (IsBusyForLong())
                    _lastBusy = Stopwatch.GetTimestamp();
                _busySince = null;
            }
        }
    }
}
