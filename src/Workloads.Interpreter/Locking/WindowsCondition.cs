using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Workloads.Interpreter;

/// <summary>
/// A slim reader-writer lock and a condition variable, of which CPython builds its lock on Windows
/// (<c>Python/condvar.h</c>). Its timed waits last whole milliseconds, as CPython's do there.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsCondition : Condition
{
    private const int TimedOut = 1460;

    // Both are one pointer wide, and begin as zero.
    private readonly nint* _lock = (nint*)NativeMemory.AllocZeroed((nuint)(2 * sizeof(nint)));
    private bool _disposed;

    private nint* Variable => _lock + 1;

    public override void Enter() => AcquireSRWLockExclusive(_lock);

    public override void Exit() => ReleaseSRWLockExclusive(_lock);

    public override void Wait() => Sleep(uint.MaxValue);

    public override bool Wait(TimeSpan time) => Sleep((uint)Math.Max(1, Math.Ceiling(time.TotalMilliseconds)));

    public override void Signal() => WakeConditionVariable(Variable);

    public override void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        NativeMemory.Free(_lock);
    }

    private bool Sleep(uint milliseconds)
    {
        if (SleepConditionVariableSRW(Variable, _lock, milliseconds, 0))
            return true;
        int error = Marshal.GetLastPInvokeError();
        return error == TimedOut ? false : throw new Win32Exception(error);
    }

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void AcquireSRWLockExclusive(nint* srwLock);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void ReleaseSRWLockExclusive(nint* srwLock);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SleepConditionVariableSRW(nint* variable, nint* srwLock, uint milliseconds, uint flags);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void WakeConditionVariable(nint* variable);
}
