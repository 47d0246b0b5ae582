using System.Text;
using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Annotation;

public sealed class AnnotationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("annotation");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("id,label,inclusionProbability\na,refusal,0.25\n")]
    [InlineData("sep=;\r\nid;label;inclusionProbability\r\na;REFUSAL;0,25\r\n")]
    [InlineData("inclusionProbability\tnote\tmine\tLabel\tID\r\n0.25\t\t=1\t Refusal \ta\r\n")]
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
            [Write("f.csv", "id,label,note,annotator,inclusionProbability\na,,'=why,Ann,1\na,unclear,,Ben,1\n")], Cancel);
        rows.Select(static row => (row.Annotator, row.Label, row.Note)).ShouldBe([("Ann", null, "=why"), ("Ben", AnnotationLabel.Unclear, "")]);
    }

    [Fact]
    public async Task Everything_wrong_with_all_files_is_told_at_once_with_its_place()
    {
        string one = Write("one.csv", "id,label,draw,inclusionProbability\na,refused,,1\n,answer,,1\nb,answer,draw-0,\nc,answer,,0.25\nc,answer,,0.25\n");
        string two = Write("two.csv", "id,inclusionProbability\na,1\n");
        string three = Write("three.csv", "id,label,inclusionProbability\nc,answer,0.5\nd,answer,0\ne,answer,1.5\nf,answer,\n\"g");
        InputException exception = await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([one, two, three, Path.Combine(_folder.FullName, "none.csv")], Cancel));
        exception.Errors.Select(static error => (Path.GetFileName(error.Source), error.Line, error.Field)).ShouldBe(
        [
            ("one.csv", 2, "label"), ("one.csv", 3, "id"), ("one.csv", 4, "draw"), ("one.csv", 6, "id"), ("two.csv", 1, "label"), ("three.csv", 6, null),
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
        await File.WriteAllBytesAsync(path, [.. "id,label,note,inclusionProbability\na,answer,"u8, 0xE9, .. ",1"u8], Cancel);
        InputException exception = await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([path], Cancel));
        exception.Errors.ShouldHaveSingleItem().Expected.ShouldContain("CSV UTF-8");
    }

    [Fact]
    public async Task A_file_of_column_names_alone_has_no_rows() => (await AnnotationFile.ReadAsync([Write("f.csv", "id,label,draw\n")], Cancel)).ShouldBeEmpty();

    [Fact]
    public async Task A_person_is_one_however_the_name_is_written()
    {
        string file = Write("f.csv", "id,label,annotator,inclusionProbability\na,answer,Ann,1\nb,answer, ann ,1\nb,refusal,ANN,1\n");
        InputError error = (await Should.ThrowAsync<InputException>(() => AnnotationFile.ReadAsync([file], Cancel))).Errors.ShouldHaveSingleItem();
        (error.Line, error.Field).ShouldBe((4, "id"));
        IReadOnlyList<TrialAnnotation> rows = await AnnotationFile.ReadAsync([Write("g.csv", "id,label,annotator,inclusionProbability\na,answer,Ann,1\nb,answer, ann ,1\n")], Cancel);
        rows.Select(static row => row.Annotator).ShouldBe(["Ann", "Ann"]);
    }

    private string Write(string name, string text, Encoding? encoding = null)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }
}
