Option Explicit

' Between a press and its reply: a look at the round's folder each second. Excel stays free meanwhile.

Private Const A_MINUTE As Long = 60
Private Const AN_HOUR As Long = 3600

Public nowTicket As String
Public nowButton As String
Public nowFolder As String
Public nowByHand As String
Public looks As Long
Public told As Boolean
Public refused As Boolean
Public nextLook As Date

Private Function IsWaiting() As Boolean
    IsWaiting = (nowTicket <> "")
End Function

' A second press is told to wait. One more, or one after silence was told, begins anew.
Public Function MustWait() As Boolean
    MustWait = (IsWaiting() And Not told And Not refused)
    If MustWait Then
        refused = True
    ElseIf IsWaiting() Then
        EndLooks
    End If
End Function

Public Function Ticket() As String
    Ticket = nowTicket
End Function

Public Sub StartWaiting(ByVal button As String, ByVal folder As String)
    nowTicket = CStr(CLng(Date)) & "-" & CStr(CLng(Timer * 100))
    nowButton = button
    nowFolder = folder
    looks = 0
    told = False
    refused = False
End Sub

Public Sub KeepByHand(ByVal words As String)
    nowByHand = words
End Sub

Private Sub StopWaiting()
    nowTicket = ""
    Application.StatusBar = False
End Sub

Public Sub LookLater()
    nextLook = Now + TimeSerial(0, 0, 1)
    Application.OnTime nextLook, LookMacro()
End Sub

' A workbook that is closed must not be opened again by a look that is still to come.
Public Sub ForgetLooks()
    If Not IsWaiting() Then Exit Sub
    EndLooks
    ShowLines SAY_CLOSING
End Sub

Private Sub EndLooks()
    StopWaiting
    On Error Resume Next
    Application.OnTime nextLook, LookMacro(), , False
End Sub

Public Sub ArfLook()
    Dim reply As String
    If Not IsWaiting() Then Exit Sub
    looks = looks + 1
    reply = DeskFolder() & nowTicket & ".xlsx"
    If IsThere(reply) Then
        StopWaiting
        ShowReply reply, nowFolder
        ShowDone nowButton
    ElseIf looks > AN_HOUR Then
        StopWaiting
        ShowLines SAY_GIVEN_UP
        ShowDone nowButton
    Else
        ShowProgress
        LookLater
    End If
End Sub

Private Sub ShowProgress()
    Dim progress As String
    If IsThere(DeskFolder() & nowTicket & ".working") Then
        If told Then ShowLines SAY_WORKING
        told = False
        progress = DoneSoFar()
        If progress <> "" Then Application.StatusBar = SAY_SO_FAR & progress
    ElseIf looks >= A_MINUTE And Not told Then
        ShowSilence SAY_NO_SIGN
    End If
End Sub

' Why, how to install, and the line to paste: what it does is taken up all the same.
Public Sub ShowSilence(ByVal why As String)
    told = True
    ShowLines why & "|" & HowToInstall() & "|" & SAY_BY_HAND & "|    " & Replace(nowByHand, "|", "/")
End Sub

' From the name of a file: "7 of 33". Excel for Mac knows no * in Dir, and shows none.
Private Function DoneSoFar() As String
    Dim sign As String
    DoneSoFar = ""
    On Error GoTo NotKnown
    sign = Dir(DeskFolder() & nowTicket & ".* of *.working")
    If sign <> "" Then DoneSoFar = Mid(sign, Len(nowTicket) + 2, Len(sign) - Len(nowTicket) - Len("..working"))
NotKnown:
End Function

' With the workbook's name: another workbook may be in front by then.
Private Function LookMacro() As String
    LookMacro = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!ArfLook"
End Function

Private Function DeskFolder() As String
    DeskFolder = nowFolder & Application.PathSeparator & "desk" & Application.PathSeparator
End Function
