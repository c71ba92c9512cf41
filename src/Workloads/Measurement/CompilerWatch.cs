using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Workloads.Measurement;

/// <summary>Watches whether the JIT compiler has methods to compile anew, by what the runtime tells of its queue.</summary>
/// <remarks>
/// Counting compiled methods does not tell: whenever a method is compiled for the first time, the runtime puts its queue off by
/// 100 ms and more, and while a program is young hundreds of methods stand there for seconds.
/// </remarks>
internal sealed class CompilerWatch : EventListener
{
    private const EventKeywords Compilation = (EventKeywords)0x10_0000_0000;

    /// <summary>Longer than the delay after which the runtime looks what is called often.</summary>
    private static readonly TimeSpan _quietTime = TimeSpan.FromMilliseconds(150);

    private volatile bool _isPutOff;
    private volatile uint _waiting;
    private long _lastBusy = Stopwatch.GetTimestamp();

    /// <summary>Whether nothing was put off, and nothing waited, for a while.</summary>
    public bool IsQuiet()
    {
        if (!_isPutOff && _waiting == 0)
            return Stopwatch.GetElapsedTime(Volatile.Read(ref _lastBusy)) >= _quietTime;
        Volatile.Write(ref _lastBusy, Stopwatch.GetTimestamp());
        return false;
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (string.Equals(eventSource.Name, "Microsoft-Windows-DotNETRuntime", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Informational, Compilation);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        switch (eventData.EventName)
        {
            case "TieredCompilationPause":
                _isPutOff = true;
                break;
            case "TieredCompilationResume":
                _isPutOff = false;
                break;
            case "TieredCompilationBackgroundJitStart" or "TieredCompilationBackgroundJitStop" when eventData.Payload is [_, uint waiting, ..]:
                _waiting = waiting;
                break;
        }

        if (_isPutOff || _waiting > 0)
            Volatile.Write(ref _lastBusy, Stopwatch.GetTimestamp());
    }
}
