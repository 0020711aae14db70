Option Explicit

' A press of a button: what is asked for is checked, and Python is started with it.
'
' Python is started directly and never through a shell. A path stands between quotation marks, and one that
' holds a quotation mark is not taken, so that each path stays one argument whatever else is in it. With -P
' Python takes no module from the folder that happens to be the current one.

Private Const PRESS_COMMAND As String = " -P -m arf_excel desk press "

Public Sub PressOnWorkbook(ByVal button As String)
    Dim other As String
    other = OtherWorkbook()
    If other = "" Then
        ShowLines SAY_NO_WORKBOOK
        ShowDone button
    Else
        Press button, other
    End If
End Sub

Public Sub Press(ByVal button As String, ByVal other As String)
    Dim folder As String
    Dim python As String
    Dim wrong As String
    If MustWait() Then
        ShowLines SAY_STILL_WORKING
        Exit Sub
    End If
    folder = RoundFolder(TypedIn("arf_desk_folder"))
    python = WholePath(TypedIn("arf_desk_python"))
    wrong = WhatIsWrong(folder, python, other)
    If wrong <> "" Then
        ShowLines wrong
        ShowDone button
        Exit Sub
    End If
    StartWaiting button, folder
    KeepByHand ByHand(python, button, other, folder)
    If StartProgram(Request(python, button, other, folder)) Then
        ShowLines SAY_WORKING
    Else
        ShowSilence SAY_NO_PYTHON
        ShowDone button
    End If
    LookLater
End Sub

Private Function Request(ByVal python As String, ByVal button As String, ByVal other As String, ByVal folder As String) As String
    Request = InQuotes(python) & PRESS_COMMAND & button & " --ticket " & Ticket()
    If other <> "" Then Request = Request & " --workbook " & InQuotes(other)
    Request = Request & " -- " & InQuotes(folder)
End Function

' The same for a person to paste, where a shell does read it: nothing in it may be more than a text there.
Private Function ByHand(ByVal python As String, ByVal button As String, ByVal other As String, ByVal folder As String) As String
    Dim words As String
    words = ForShell(python) & PRESS_COMMAND & button & " --ticket " & Ticket()
    If other <> "" Then words = words & " --workbook " & ForShell(other)
    words = words & " -- " & ForShell(folder)
    If Application.PathSeparator = "\" Then words = "& " & words
    ByHand = words
End Function

' PowerShell takes the curly quotation marks for straight ones, and wants each twice.
Private Function ForShell(ByVal text As String) As String
    Dim safe As String
    Dim code As Long
    If Application.PathSeparator = "\" Then
        safe = Replace(text, "'", "''")
        For code = 8216 To 8219
            safe = Replace(safe, ChrW(code), ChrW(code) & ChrW(code))
        Next code
    Else
        safe = Replace(text, "'", "'\''")
    End If
    ForShell = "'" & safe & "'"
End Function

Public Function HowToInstall() As String
    Dim install As String
    install = SAY_INSTALL_OTHERS
    If Application.PathSeparator = "\" Then install = SAY_INSTALL_WINDOWS
    HowToInstall = SAY_INSTALL & "|" & install
End Function

Private Function WhatIsWrong(ByVal folder As String, ByVal python As String, ByVal other As String) As String
    Dim found As String
    found = ""
    If folder = "" Then
        found = SAY_NO_FOLDER
    ElseIf LCase(Left(folder, 4)) = "http" Then
        found = SAY_WEB_FOLDER
    ElseIf IsOdd(folder) Or IsOdd(python) Or IsOdd(other) Then
        found = SAY_ODD_FOLDER
    ElseIf Not IsThere(folder & Application.PathSeparator & "round.xlsx") Then
        found = Replace(SAY_NO_ROUND, "{folder}", Replace(LastPart(folder), "|", " "))
    ElseIf python = "" Then
        found = SAY_NO_PYTHON & "|" & HowToInstall()
    ElseIf LCase(Left(python, 4)) = "http" Then
        found = SAY_WEB_FOLDER
    End If
    WhatIsWrong = found
End Function

Private Function StartProgram(ByVal request As String) As Boolean
    On Error GoTo NotStarted
    Shell request, 0
    StartProgram = True
    Exit Function
NotStarted:
    StartProgram = False
End Function

Public Function IsThere(ByVal path As String) As Boolean
    On Error GoTo NotThere
    IsThere = (Dir(path) <> "")
    Exit Function
NotThere:
    IsThere = False
End Function

' A quotation mark would end an argument; * and ? stand for many names. On Windows VBA passes on the letters
' of one alphabet alone, and makes a ? of every other.
Private Function IsOdd(ByVal text As String) As Boolean
    Dim place As Long
    IsOdd = False
    For place = 1 To Len(text)
        If InStr(1, Chr(34) & "*?", Mid(text, place, 1)) > 0 Then IsOdd = True
        If AscW(Mid(text, place, 1)) >= 0 And AscW(Mid(text, place, 1)) < 32 Then IsOdd = True
        If Application.PathSeparator = "\" And Asc(Mid(text, place, 1)) = 63 Then IsOdd = True
    Next place
End Function

Private Function InQuotes(ByVal text As String) As String
    InQuotes = Chr(34) & text & Chr(34)
End Function

Private Function TypedIn(ByVal cellName As String) As String
    Dim typed As String
    typed = Trim(CStr(ThisWorkbook.Worksheets(1).Range(cellName).Value))
    If Len(typed) > 1 And Left(typed, 1) = Chr(34) And Right(typed, 1) = Chr(34) Then
        typed = Mid(typed, 2, Len(typed) - 2)
    End If
    TypedIn = typed
End Function

' A path that is not whole is beside this workbook. A separator at the end would take the quotation mark
' after it for a part of the path.
Private Function WholePath(ByVal typed As String) As String
    Dim whole As String
    Dim separator As String
    separator = Application.PathSeparator
    whole = typed
    Do While Len(whole) > 1 And (Right(whole, 1) = "/" Or Right(whole, 1) = "\")
        whole = Left(whole, Len(whole) - 1)
    Loop
    If Right(whole, 1) = ":" Then whole = whole & "\."
    If whole <> "" And Not IsWhole(whole) Then whole = ThisWorkbook.Path & separator & whole
    WholePath = whole
End Function

' Somebody may name the workbook in the folder.
Private Function RoundFolder(ByVal typed As String) As String
    Dim whole As String
    whole = WholePath(typed)
    If LCase(LastPart(whole)) = "round.xlsx" Then whole = WholePath(Left(whole, Len(whole) - Len("round.xlsx")))
    RoundFolder = whole
End Function

Private Function IsWhole(ByVal path As String) As Boolean
    IsWhole = (Left(path, 1) = "/" Or Left(path, 1) = "\" Or Mid(path, 2, 1) = ":" Or LCase(Left(path, 4)) = "http")
End Function

Private Function LastPart(ByVal path As String) As String
    Dim place As Long
    Dim first As Long
    first = 1
    For place = 1 To Len(path)
        If Mid(path, place, 1) = "/" Or Mid(path, place, 1) = "\" Then first = place + 1
    Next place
    LastPart = Mid(path, first)
End Function

' The workbook beside this one that was used last: windows are in the order in which they lie.
Private Function OtherWorkbook() As String
    Dim place As Long
    Dim found As String
    found = ""
    For place = 1 To Application.Windows.Count
        If found = "" And Application.Windows(place).Visible Then
            If Application.Windows(place).Parent.Name <> ThisWorkbook.Name Then
                found = PathOf(Application.Windows(place).Parent)
            End If
        End If
    Next place
    OtherWorkbook = found
End Function

Public Function PathOf(ByVal book As Object) As String
    If book.Path = "" Then
        PathOf = book.Name
    ElseIf LCase(Left(book.Path, 4)) = "http" Then
        PathOf = book.Path & "/" & book.Name
    Else
        PathOf = book.Path & Application.PathSeparator & book.Name
    End If
End Function
