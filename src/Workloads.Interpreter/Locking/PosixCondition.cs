using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Workloads.Interpreter;

/// <summary>
/// A mutex and a condition of the system's thread library with the monotonic clock, of which CPython builds its lock on
/// Linux (<c>Python/condvar.h</c>).
/// </summary>
internal sealed unsafe partial class PosixCondition : Condition
{
    /// <summary>Room for either: the largest on a 64-bit Linux takes 48 bytes.</summary>
    private const int Room = 128;

    private const int MonotonicClock = 1;
    private const int TimedOut = 110;

    private readonly byte* _mutex = (byte*)NativeMemory.AlignedAlloc(2 * Room, 64);
    private bool _disposed;

    public PosixCondition()
    {
        NativeMemory.Clear(_mutex, 2 * Room);
        byte* attributes = stackalloc byte[Room];
        Check(pthread_condattr_init(attributes));
        Check(pthread_condattr_setclock(attributes, MonotonicClock));
        Check(pthread_cond_init(Variable, attributes));
        Check(pthread_condattr_destroy(attributes));
        Check(pthread_mutex_init(_mutex, null));
    }

    private byte* Variable => _mutex + Room;

    public override void Enter() => Check(pthread_mutex_lock(_mutex));

    public override void Exit() => Check(pthread_mutex_unlock(_mutex));

    public override void Wait() => Check(pthread_cond_wait(Variable, _mutex));

    public override bool Wait(TimeSpan time)
    {
        Timespec until;
        Check(clock_gettime(MonotonicClock, &until));
        long nanoseconds = until.Nanoseconds + time.Ticks * TimeSpan.NanosecondsPerTick;
        until.Seconds += (nint)(nanoseconds / 1_000_000_000);
        until.Nanoseconds = (nint)(nanoseconds % 1_000_000_000);

        int error = pthread_cond_timedwait(Variable, _mutex, &until);
        if (error == TimedOut)
            return false;
        Check(error);
        return true;
    }

    public override void Signal() => Check(pthread_cond_signal(Variable));

    public override void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Check(pthread_cond_destroy(Variable));
        Check(pthread_mutex_destroy(_mutex));
        NativeMemory.AlignedFree(_mutex);
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new Win32Exception(error);
    }

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, Timespec* time);

    [LibraryImport("libc")]
    private static partial int pthread_condattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static partial int pthread_condattr_setclock(byte* attributes, int clock);

    [LibraryImport("libc")]
    private static partial int pthread_condattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static partial int pthread_cond_init(byte* condition, byte* attributes);

    [LibraryImport("libc")]
    private static partial int pthread_cond_destroy(byte* condition);

    [LibraryImport("libc")]
    private static partial int pthread_cond_wait(byte* condition, byte* mutex);

    [LibraryImport("libc")]
    private static partial int pthread_cond_timedwait(byte* condition, byte* mutex, Timespec* until);

    [LibraryImport("libc")]
    private static partial int pthread_cond_signal(byte* condition);

    [LibraryImport("libc")]
    private static partial int pthread_mutex_init(byte* mutex, byte* attributes);

    [LibraryImport("libc")]
    private static partial int pthread_mutex_destroy(byte* mutex);

    [LibraryImport("libc")]
    private static partial int pthread_mutex_lock(byte* mutex);

    [LibraryImport("libc")]
    private static partial int pthread_mutex_unlock(byte* mutex);
}
