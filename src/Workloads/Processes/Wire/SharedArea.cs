using System.IO.MemoryMappedFiles;
using System.Runtime.Versioning;

namespace Workloads.Processes.Wire;

/// <summary>
/// Memory that two processes see: the first half for what is sent, the second for what is returned. Its name is only needed
/// until both have it; after that it is gone when they are.
/// </summary>
internal sealed unsafe class SharedArea : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _memory;

    private SharedArea(MemoryMappedFile file, string name, int capacity)
    {
        _file = file;
        Name = name;
        Capacity = capacity;
        _view = file.CreateViewAccessor(0, 2L * capacity);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _memory);
    }

    /// <summary>By which another process finds it: a file's path, or on Windows a name.</summary>
    public string Name { get; }

    /// <summary>The most bytes that fit in each half.</summary>
    public int Capacity { get; }

    /// <summary>The half for what is sent.</summary>
    public Span<byte> Input => new(_memory, Capacity);

    /// <summary>The half for what is returned.</summary>
    public Span<byte> Output => new(_memory + Capacity, Capacity);

    /// <summary>Makes an area of zeroed memory.</summary>
    public static SharedArea Create(int capacity)
    {
        string name = "workloads-" + Guid.NewGuid().ToString("N");
        if (OperatingSystem.IsWindows())
            return new(MemoryMappedFile.CreateNew(name, 2L * capacity), name, capacity);

        // Memory, where the system has a folder for it; without one a file of its own, which mapping keeps in memory as well.
        string path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), name);
        return new(MapFile(path, FileMode.CreateNew, capacity), path, capacity);
    }

    /// <summary>Opens the area that another process made.</summary>
    public static SharedArea Open(string name, int capacity) => OperatingSystem.IsWindows()
        ? new(OpenNamed(name), name, capacity)
        : new(MapFile(name, FileMode.Open, capacity), name, capacity);

    /// <summary>Takes its name away once both processes hold it, so that nothing is left behind, however they end.</summary>
    public void Unname()
    {
        if (!OperatingSystem.IsWindows())
            File.Delete(Name);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static MemoryMappedFile MapFile(string path, FileMode mode, int capacity)
    {
        var file = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return MemoryMappedFile.CreateFromFile(file, mapName: null, 2L * capacity, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
    }

    [SupportedOSPlatform("windows")]
    private static MemoryMappedFile OpenNamed(string name) => MemoryMappedFile.OpenExisting(name);
}
