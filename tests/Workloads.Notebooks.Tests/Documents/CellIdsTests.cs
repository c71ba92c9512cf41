using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests.Documents;

public class CellIdsTests
{
    [Fact]
    public void They_are_unique_and_valid_and_the_same_every_time()
    {
        NotebookCell[] cells =
            [new("csharp", "1"), new("csharp", "1"), new("markdown", "1"), new("csharp", "2", "own-id"), new("csharp", "3", "own-id"),
                new("csharp", "4", "not valid!"), new("csharp", "5", "own-id\n")];

        var ids = CellIds.For(cells);

        Assert.Equal(ids, CellIds.For(cells));
        Assert.Distinct(ids);
        Assert.All(ids, id => Assert.Matches(@"^[a-zA-Z0-9_-]{1,64}\z", id));
        Assert.Equal("own-id", ids[3]);
    }

    [Fact]
    public void A_cell_keeps_its_own_when_another_is_put_before_it()
    {
        var before = CellIds.For([new("csharp", "1")]);

        var after = CellIds.For([new("csharp", "0"), new("csharp", "1")]);

        Assert.Equal(before[0], after[1]);
    }
}
