namespace Workloads.Notebooks.Tests;

/// <summary>A folder of its own for a test, gone with it.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("notebook-tests-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a .dib of C# cells.</summary>
    public string WriteCells(string name, params IEnumerable<string> cells) =>
        Write(name, string.Concat(cells.Select(cell => $"#!csharp\n\n{cell}\n\n")));

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
