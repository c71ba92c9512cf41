namespace Workloads.Tests;

/// <summary>Skips a test that this machine cannot run, unless everything is required.</summary>
public static class Required
{
    public static void Skip(string reason)
    {
        if (Environment.GetEnvironmentVariable("WORKLOADS_TESTS_REQUIRE_ALL") == "1")
            Assert.Fail($"Required, and left out: {reason}");
        Assert.Skip(reason);
    }
}
