using Workloads.Models;
using Workloads.Python;

namespace Workloads.Tests;

/// <summary>The CPython builds of this machine; a test that needs one is skipped, with the reason, where there is none.</summary>
internal static class FoundPythons
{
    /// <summary>Searched for with more patience than a reader's: what is slow to answer on a busy machine is there all the same.</summary>
    private static readonly Task<CPythons> s_found = Task.Run(new PythonSearch { Deadline = TimeSpan.FromMinutes(1) }.FindAsync);

    public static async Task<IReadOnlyList<CPython>> AllAsync()
    {
        var found = await s_found.WaitAsync(TestContext.Current.CancellationToken);
        Need(found.Builds.Count > 0, "There is no CPython of 3.8 or later on this machine.");
        return found.Builds;
    }

    public static async Task<CPython> NewestAsync() => (await AllAsync())[^1];

    public static async Task<CPython> WithInterpretersAsync()
    {
        var build = (await AllAsync()).LastOrDefault(build => build.HasInterpreters);
        Need(build is not null, "No CPython on this machine has interpreters with a GIL each.");
        return build!;
    }

    public static void Need(bool isThere, string reason)
    {
        if (!isThere)
            Required.Skip(reason);
    }
}
