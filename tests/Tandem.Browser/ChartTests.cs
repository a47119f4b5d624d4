namespace Tandem.Browser;

public sealed class ChartTests(Stage stage) : PageTest(stage)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Theory]
    [InlineData("/", "Overview", "Download By type", "type,accepted")]
    [InlineData("/campaigns/autumn-test", "Autumn test", "Download Lift against the control group", "measure,unit,arm,value,low,high")]
    [InlineData("/campaigns/autumn-test", "Autumn test", "Download Arms", "arm,control,template,assigned,sent,withheld")]
    [InlineData("/", "Overview", "Download By channel", "channel,sources,accepted")]
    [InlineData("/journeys/thank-you", "Thank you", "Download Steps", "step,kind,what,entered,here now")]
    public async Task A_chart_is_downloaded_as_a_picture_and_as_its_numbers(string path, string heading, string button, string names)
    {
        await Open(path, heading);
        var picture = await Download(button, "Picture (PNG)");
        Assert.Equal(Png, picture[..4]);
        Assert.True(picture.Length > 2_000, "The picture is empty.");
        await File.WriteAllBytesAsync(Path.Combine(Places.Pictures, $"{button}.png"), picture);
        var numbers = System.Text.Encoding.UTF8.GetString(await Download(button, "Numbers (CSV)"));
        Assert.StartsWith("\uFEFF" + names, numbers, StringComparison.Ordinal);
        Assert.True(numbers.Split("\r\n").Length > 2);
    }

    private async Task<byte[]> Download(string button, string kind)
    {
        await Button(button).ClickAsync();
        var file = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Menuitem, new() { Name = kind }).ClickAsync());
        return await File.ReadAllBytesAsync(await file.PathAsync());
    }
}
