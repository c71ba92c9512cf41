using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Workloads.Python;

namespace Workloads.Tests;

/// <summary>A folder of shell scripts that stand where Pythons would.</summary>
internal sealed class FakePythons : IDisposable
{
    public FakePythons() => FoundPythons.Need(!OperatingSystem.IsWindows(), "The fake Pythons are shell scripts.");

    public string Folder { get; } = Directory.CreateTempSubdirectory("workloads-fake-python-").FullName;

    [SuppressMessage("Interoperability", "CA1416", Justification = "The constructor skips the test on Windows.")]
    public string Add(string path, string script)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        // Written by another process: one that a test starts just now holds open what this one writes, and Linux does not run what may
        // still be written to.
        using var writing = Process.Start(
            new ProcessStartInfo("sh", ["-c", "cat > \"$1\"", "sh", file]) { RedirectStandardInput = true, UseShellExecute = false })!;
        writing.StandardInput.Write($"#!/bin/sh\n{script}\n");
        writing.StandardInput.Close();
        writing.WaitForExit();
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    public static string Saying(string version, string path = "/fake/python", string implementation = "CPython", string gilIsOn = "true",
        bool freeThreaded = false) =>
        $$"""
        echo '{"path": "{{path}}", "version": "{{version}}", "implementation": "{{implementation}}", "gil_is_on": {{gilIsOn}}, "free_threaded": {{(freeThreaded ? "true" : "false")}}, "interpreters_module": null}'
        """;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
