using System.IO.MemoryMappedFiles;
using System.Runtime.Versioning;

namespace Workloads.Processes.Wire;

/// <summary>
/// Memory that two processes see: the first half for what is sent, the second for what is returned. Its name is only needed
/// until both have it; after that it is gone when they are.
/// </summary>
/// <remarks>
/// Its space is reserved when it is made. A file that merely says that it is so long takes its pages when they are first
/// written to, and where the place is full by then (Docker's /dev/shm holds 64 MB), that ends the process with SIGBUS.
/// </remarks>
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

    /// <summary>
    /// Where areas are made, the best first: memory, where the system has a folder for it, else a file, which mapping keeps in memory as
    /// well.
    /// </summary>
    private static IEnumerable<string> Folders => new[] { "/dev/shm", Path.GetTempPath() }.Where(Directory.Exists);

    /// <summary>Makes an area of zeroed memory in the first folder that has room for it.</summary>
    /// <param name="capacity">The most bytes that are to fit in each half.</param>
    /// <param name="folders">Where to try, in this order; where the system has such memory when left out, and on Windows always.</param>
    /// <exception cref="IOException">None has; the message says what each lacks.</exception>
    public static SharedArea Create(int capacity, IReadOnlyList<string>? folders = null)
    {
        string name = "workloads-" + Guid.NewGuid().ToString("N");
        if (OperatingSystem.IsWindows())
            return new(MemoryMappedFile.CreateNew(name, 2L * capacity), name, capacity);

        var refusals = new List<Exception>();
        foreach (string folder in folders ?? Folders)
        {
            try
            {
                return CreateFile(Path.Combine(folder, name), capacity);
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                refusals.Add(refusal);
            }
        }

        string reasons = string.Join(' ', refusals.Select(refusal => refusal.Message));
        throw new IOException(
            Invariant($"There is no place for {2L * capacity:N0} bytes of memory that a call can share with its worker. {reasons}")
                .TrimEnd(), refusals.FirstOrDefault());
    }

    /// <summary>Opens the area that another process made.</summary>
    public static SharedArea Open(string name, int capacity) => OperatingSystem.IsWindows()
        ? new(OpenNamed(name), name, capacity)
        : new(Map(new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0),
            capacity), name, capacity);

    /// <summary>Makes a file whose space is its own from the start on, although it is still empty.</summary>
    /// <exception cref="IOException">There is less room than that; no file is left.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody may write there.</exception>
    internal static FileStream Reserve(string path, long length)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            PreallocationSize = length,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

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

    private static SharedArea CreateFile(string path, int capacity)
    {
        FileStream file = Reserve(path, 2L * capacity);
        try
        {
            return new(Map(file, capacity), path, capacity);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    private static MemoryMappedFile Map(FileStream file, int capacity) =>
        MemoryMappedFile.CreateFromFile(file, mapName: null, 2L * capacity, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None,
            leaveOpen: false);

    [SupportedOSPlatform("windows")]
    private static MemoryMappedFile OpenNamed(string name) => MemoryMappedFile.OpenExisting(name);
}
