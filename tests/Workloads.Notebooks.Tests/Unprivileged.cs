using System.Runtime.InteropServices;

namespace Workloads.Notebooks.Tests;

/// <summary>Does something as a user to whom permissions apply: tests may be run by root, to whom they do not.</summary>
internal static class Unprivileged
{
    private const int Nobody = 65_534;

    /// <summary>Does it on this thread; what it goes on to do on another has the process's rights.</summary>
    public static T Do<T>(Func<T> action)
    {
        // To the kernel, whose file access this is counts for each thread.
        var own = SetFileSystemUser(Nobody);
        try
        {
            return action();
        }
        finally
        {
            _ = SetFileSystemUser(own);
        }
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileSystemUser(int user);
}
