using System.Text;
using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Annotation;

public sealed class AnnotationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("annotation");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("id,label,stratum\na,refusal,s01 2/8\n")]
    [InlineData("sep=;\r\nid;label;stratum\r\na;REFUSAL;s01 2/8\r\n")]
    [InlineData("stratum\tnote\tmine\tLabel\tID\r\ns01 2/8\t\t=1\t Refusal \ta\r\n")]
    [InlineData("\"id\";\"label\";\"inclusionProbability\"\n\"a\";\"refusal\";\"0,25\"\n")]
    [InlineData("id,prompt,label,inclusionProbability\n'a,\"x\n;;;;y\",refusal,0.25\n", "'a")]
    public async Task Files_are_read_as_spreadsheets_save_them(string text, string id = "a")
    {
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            TrialAnnotation row = (await AnnotationFile.ReadAsync([Write("ann.csv", text, encoding)], Cancel)).ShouldHaveSingleItem();
            row.Id.ShouldBe(id);
            row.Label.ShouldBe(AnnotationLabel.Refusal);
            row.InclusionProbability.ShouldBe(0.25);
            row.Annotator.ShouldBe("ann");
        }
    }

    [Fact]
    public async Task Empty_labels_are_rows_without_a_label_and_a_column_may_name_the_annotator()
    {
        IReadOnlyList<TrialAnnotation> rows = await AnnotationFile.ReadAsync(
            [Write("f.csv", "id,label,note,annotator,stratum\na,,'=why,Ann,s1 1/1\na,unclear,,Ben,s1 1/1\n")], Cancel);
        rows.Select(static row => (row.Annotator, row.Label, row.Note)).ShouldBe([("Ann", null, "=why"), ("Ben", AnnotationLabel.Unclear, "")]);
    }

    [Fact]
    public async Task Everything_wrong_with_all_files_is_told_at_once_with_its_place()
    {
        string one = Write("one.csv", "id,label,stratum\na,refused,s1 1/1\n,answer,s1 1/1\nb,answer,s1 3/2\nc,answer,s1 1/4\nc,answer,s1 1/4\n");
        string two = Write("two.csv", "id,stratum\na,s1 1/1\n");
        string three = Write("three.csv", "id,label,inclusionProbability\nc,answer,0.5\nd,answer,0\ne,answer,1.5\nf,answer,\n\"g");
        InputException exception = await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([one, two, three, Path.Combine(_folder.FullName, "none.csv")], Cancel));
        exception.Errors.Select(static error => (Path.GetFileName(error.Source), error.Line, error.Field)).ShouldBe(
        [
            ("one.csv", 2, "label"), ("one.csv", 3, "id"), ("one.csv", 4, "stratum"), ("one.csv", 6, "id"), ("two.csv", 1, "label"), ("three.csv", 6, null),
            ("three.csv", 2, "inclusionProbability"), ("three.csv", 3, "inclusionProbability"), ("three.csv", 4, "inclusionProbability"), ("three.csv", 5, "inclusionProbability"),
            ("none.csv", null, null),
        ], ignoreOrder: true);
        exception.Errors[0].Found.ShouldBe("'refused'");
        exception.Errors[0].Expected.ShouldContain("refusal");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task An_empty_file_is_an_error(string text) =>
        (await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([Write("f.csv", text)], Cancel))).Errors.ShouldHaveSingleItem();

    [Fact]
    public async Task Another_encoding_is_told_with_what_to_do()
    {
        string path = Path.Combine(_folder.FullName, "f.csv");
        await File.WriteAllBytesAsync(path, [.. "id,label,note,stratum\na,answer,"u8, 0xE9, .. ",s1 1/1"u8], Cancel);
        InputException exception = await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([path], Cancel));
        exception.Errors.ShouldHaveSingleItem().Expected.ShouldContain("CSV UTF-8");
    }

    [Fact]
    public async Task A_file_of_column_names_alone_has_no_rows() => (await AnnotationFile.ReadAsync([Write("f.csv", "id,label,stratum\n")], Cancel)).ShouldBeEmpty();

    private string Write(string name, string text, Encoding? encoding = null)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }
}
