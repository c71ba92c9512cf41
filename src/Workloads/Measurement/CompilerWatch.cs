using System.Diagnostics;
using System.Runtime;

namespace Workloads.Measurement;

/// <summary>Watches whether the JIT compiler still compiles methods, for the first time or anew.</summary>
internal sealed class CompilerWatch
{
    /// <summary>Twice and a half the delay after which the runtime compiles anew what is called often.</summary>
    private static readonly TimeSpan _quietTime = TimeSpan.FromMilliseconds(250);

    private long _methods;
    private long _lastChange = Stopwatch.GetTimestamp();

    /// <summary>Whether nothing was compiled for a while. What happened since the last look counts from now.</summary>
    public bool IsQuiet()
    {
        long methods = JitInfo.GetCompiledMethodCount();
        if (methods == _methods)
            return Stopwatch.GetElapsedTime(_lastChange) >= _quietTime;
        _methods = methods;
        _lastChange = Stopwatch.GetTimestamp();
        return false;
    }
}
