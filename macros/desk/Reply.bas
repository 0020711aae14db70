Option Explicit

' What happened last: the texts of a reply, copied to the desk as texts, with links into the round's folder.

Private Const VERSION As String = "1"
Private Const COLUMNS_SHOWN As Long = 6
Private Const FIRST_LINE As Long = 2
Private Const LINK_AT As Long = 8
Private Const LINK_TO As Long = 9
Private Const HEIGHT_AT As Long = 10
Private Const AT_THE_TOP As Long = -4160
Private Const ONE_LINE As Double = 18
Private Const HIGHEST As Double = 409
' What may be opened, with a | on either side of each: never what somebody sent.
Private Const MAY_OPEN As String = "|round.xlsx|pack/review-pack.xlsx|pack/regional-summary.xlsx|"

Public Sub ShowReply(ByVal path As String, ByVal folder As String)
    Dim book As Workbook
    Dim source As Worksheet
    Dim opens As String
    On Error GoTo NotShown
    opens = ""
    Application.ScreenUpdating = False
    Set book = Workbooks.Open(path)
    Set source = book.Worksheets("Reply")
    If CStr(source.Range("B2").Value) <> VERSION Then
        ShowLines SAY_OTHER_VERSION
    Else
        opens = CStr(source.Range("D2").Value)
        CopyLines source, Val(CStr(source.Range("E2").Value)), folder
    End If
    book.Close False
    Application.ScreenUpdating = True
    If opens <> "" Then OpenFile folder, opens
    Exit Sub
NotShown:
    Application.ScreenUpdating = True
    CloseReply book
    ShowLines SAY_NOT_SHOWN & path
End Sub

Private Sub CloseReply(ByVal book As Workbook)
    On Error Resume Next
    If Not book Is Nothing Then book.Close False
End Sub

Private Sub CopyLines(ByVal source As Worksheet, ByVal count As Double, ByVal folder As String)
    Dim area As Range
    Dim place As Long
    Dim column As Long
    Set area = Emptied()
    If count > area.Rows.Count Then count = area.Rows.Count
    For place = 1 To count
        For column = 1 To COLUMNS_SHOWN
            If CStr(source.Cells(place + FIRST_LINE, column + 1).Value) <> "" Then
                area.Cells(place, column).Value = CStr(source.Cells(place + FIRST_LINE, column + 1).Value)
            End If
        Next column
        Dress area.Rows(place), CStr(source.Cells(place + FIRST_LINE, 1).Value)
        area.Rows(place).RowHeight = Between(ONE_LINE, source.Cells(place + FIRST_LINE, HEIGHT_AT), HIGHEST)
        If CStr(source.Cells(place + FIRST_LINE, LINK_TO).Value) <> "" Then
            column = Between(1, source.Cells(place + FIRST_LINE, LINK_AT), COLUMNS_SHOWN)
            AddLink area.Cells(place, column), folder, CStr(source.Cells(place + FIRST_LINE, LINK_TO).Value)
        End If
    Next place
End Sub

Private Function Between(ByVal least As Double, ByVal cell As Range, ByVal most As Double) As Double
    Between = Val(CStr(cell.Value))
    If Between < least Then Between = least
    If Between > most Then Between = most
End Function

Public Sub ShowLines(ByVal text As String)
    Dim area As Range
    Dim parts() As String
    Dim place As Long
    Set area = Emptied()
    parts = Split(text, "|")
    For place = 0 To UBound(parts)
        area.Cells(place + 1, 1).Value = parts(place)
    Next place
End Sub

' Always last: a test, and a person, see by it that the press has come to its end.
Public Sub ShowDone(ByVal button As String)
    ThisWorkbook.Worksheets(1).Range("arf_desk_done").Value = button & ", " & Format(Now, "hh:mm:ss")
End Sub

' The place for what happened, empty, for texts only: what is put there can never become a formula.
Private Function Emptied() As Range
    Dim area As Range
    Set area = ThisWorkbook.Worksheets(1).Range("arf_desk_last")
    area.Clear
    area.NumberFormat = "@"
    area.Font.Name = "Arial"
    area.Font.Size = 12
    area.VerticalAlignment = AT_THE_TOP
    area.RowHeight = ONE_LINE
    Set Emptied = area
End Function

Private Sub Dress(ByVal row As Range, ByVal kind As String)
    row.WrapText = (kind = "header" Or kind = "row")
    row.Font.Bold = (kind = "title" Or kind = "header")
    If kind = "header" Then row.Interior.Color = RGB(232, 237, 238)
End Sub

Private Sub AddLink(ByVal cell As Range, ByVal folder As String, ByVal inside As String)
    Dim path As String
    path = PathInside(folder, inside)
    If path <> "" And InStr(1, path, "#") = 0 And InStr(1, path, "%") = 0 Then cell.Worksheet.Hyperlinks.Add cell, path
End Sub

' No link leads out of the round's folder.
Private Function PathInside(ByVal folder As String, ByVal inside As String) As String
    PathInside = ""
    If InStr(1, inside, "..") > 0 Or InStr(1, inside, ":") > 0 Or InStr(1, inside, "\") > 0 Then Exit Function
    If Left(inside, 1) = "/" Then Exit Function
    PathInside = folder & Application.PathSeparator & Replace(inside, "/", Application.PathSeparator)
End Function

Private Sub OpenFile(ByVal folder As String, ByVal inside As String)
    Dim path As String
    Dim book As Workbook
    If InStr(1, MAY_OPEN, "|" & inside & "|") = 0 Then Exit Sub
    path = PathInside(folder, inside)
    On Error GoTo NotOpened
    For Each book In Application.Workbooks
        If LCase(PathOf(book)) = LCase(path) Then
            book.Activate
            Exit Sub
        End If
    Next book
    Workbooks.Open path
    Exit Sub
NotOpened:
    ShowLines SAY_NOT_OPENED & path
End Sub
