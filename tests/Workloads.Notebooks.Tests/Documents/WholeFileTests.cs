using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests.Documents;

public sealed class WholeFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_file_that_cannot_be_written_to_its_end_leaves_the_older_one_whole_and_nothing_beside_it()
    {
        var path = _scratch.Write("a.txt", "older");

        var e = Assert.Throws<IOException>(() => WholeFile.Write(path, stream =>
        {
            stream.Write("newer"u8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal($"{path} cannot be written: No space left on device", e.Message);
        Assert.Equal("older", _scratch.Read("a.txt"));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_scratch.Folder));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_sees_one_of_many_writers_files_whole()
    {
        var path = _scratch.Write("a.txt", new string('0', 100_000));
        var writers = Enumerable.Range(1, 4).Select(writer => Task.Run(() =>
        {
            for (var round = 0; round < 50; round++)
                WholeFile.WriteText(path, new string((char)('0' + writer), 100_000));
        })).ToList();

        List<string> read = [];
        while (!writers.TrueForAll(writer => writer.IsCompleted))
            read.Add(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        await Task.WhenAll(writers);

        Assert.All(read, text => Assert.Equal(new string(text[0], 100_000), text));
        Assert.Single(Directory.EnumerateFileSystemEntries(_scratch.Folder));
    }
}
